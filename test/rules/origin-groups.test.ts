import { ruleTest } from './rule-test';

const CUSTOM = { CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } };
const BEHAVIOR = { TargetOriginId: 'group', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
const origin = (Id: string, DomainName: string) => ({ Id, DomainName, ...CUSTOM });
const members = (...ids: unknown[]) => ({ Members: { Quantity: ids.length, Items: ids.map((OriginId) => ({ OriginId })) } });
const codes = (...Items: unknown[]) => ({ FailoverCriteria: { StatusCodes: { Quantity: Items.length, Items } } });

/** A distribution with the origins a and b, and one group of both. */
const site = (group: object, rest: object = {}) => ({
  Origins: [origin('a', 'a.example.com'), origin('b', 'b.example.com')],
  OriginGroups: { Quantity: 1, Items: [{ Id: 'group', ...members('a', 'b'), ...codes(500, 502, 503, 504), ...group }] },
  DefaultCacheBehavior: BEHAVIOR,
  ...rest,
});

const groups = (length: number) => site({}, {
  OriginGroups: { Quantity: length, Items: Array.from({ length }, (_, i) => ({ Id: i === 0 ? 'group' : `g${i}`, ...members('a', 'b'), ...codes(503, 504) })) },
});
ruleTest('origin-group-quota [OTD-022]', { in: 'distribution', at: 'OriginGroups', rejects: [groups(11)], accepts: [groups(10)], message: /allowed: 10.*originGroupsPerDistribution/ });

ruleTest('origin-group-members [ORG-068] [OTD-058]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].Members',
  rejects: [site(members('a')), site(members()), site(members('a', 'b', 'a')), site(members('a', 'a')), site(members('a', 'x')), site(members('a', 'group'))],
  accepts: [site({}), site(members('b', 'a')), site(members('a', { Ref: 'Unknown' })), site({ Members: { Ref: 'Unknown' } })],
});

ruleTest('origin-group-quantity [OTD-059]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].Members.Quantity',
  rejects: [site({ Members: { Quantity: 1, Items: [{ OriginId: 'a' }, { OriginId: 'b' }] } })],
  accepts: [site({}), site({ Members: { Quantity: '2', Items: [{ OriginId: 'a' }, { OriginId: 'b' }] } })],
});
ruleTest('origin-group-quantity [OTD-059]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].FailoverCriteria.StatusCodes.Quantity',
  rejects: [site({ FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [503] } } })],
  accepts: [site(codes(503))],
});
ruleTest('origin-group-quantity [OTD-059]', {
  in: 'distribution', at: 'OriginGroups.Quantity', rejects: [{ ...site({}), OriginGroups: { ...site({}).OriginGroups, Quantity: 2 } }], accepts: [site({})],
});

ruleTest('failover-status-codes [ORG-069] [OTD-060]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].FailoverCriteria.StatusCodes.Items[0]',
  rejects: [site(codes(401)), site(codes(501)), site(codes(200, 503))],
  accepts: [400, 403, 404, 416, 429, 500, 502, 503, 504].map((code) => site(codes(code))),
});
ruleTest('failover-status-codes [ORG-069] [OTD-060]', {
  in: 'distribution', at: 'OriginGroups.Items[0].FailoverCriteria', rejects: [site(codes())], accepts: [site({ FailoverCriteria: { Ref: 'Unknown' } })], message: /at least one/,
});
ruleTest('failover-status-codes [ORG-069]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].FailoverCriteria.StatusCodes.Items[0]',
  edition: '2014-10-21',
  rejects: [400, 416, 429].map((code) => site(codes(code))),
  accepts: [403, 404, 500, 502, 503, 504].map((code) => site(codes(code))),
});

ruleTest('failover-without-connection [OTD-064]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].FailoverCriteria',
  rejects: [site(codes(500, 502))],
  accepts: [site(codes(503, 504)), site(codes(500, { Ref: 'Unknown' }))],
  message: /503 \(the connection fails\) and 504 \(the origin does not answer in time\)/,
});
ruleTest('failover-without-connection [OTD-064]', {
  in: 'distribution', at: 'OriginGroups.Items[0].FailoverCriteria', rejects: [site(codes(503))], accepts: [], message: /^(?!.*503 \(the).*504 \(the/s,
});

const slow = (rest: object) => site({}, { Origins: [{ ...origin('a', 'a.example.com'), ...rest }, origin('b', 'b.example.com')] });
ruleTest('failover-time [OTD-065]', {
  in: 'distribution',
  at: 'Origins[0].ConnectionTimeout',
  rejects: [slow({}), slow({ ConnectionAttempts: 3, ConnectionTimeout: 10 })],
  accepts: [slow({ ConnectionAttempts: 2, ConnectionTimeout: 10 }), slow({ ConnectionTimeout: 5 }), { Origins: [origin('site', 'a.example.com')] }],
  message: /30 s.*2 and 5/,
});

ruleTest('origin-group-unused [OTD-066]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].Id',
  rejects: [site({}, { DefaultCacheBehavior: { ...BEHAVIOR, TargetOriginId: 'a' } })],
  accepts: [site({}), site({}, { DefaultCacheBehavior: { ...BEHAVIOR, TargetOriginId: { Ref: 'Unknown' } } })],
});

const MEDIA = ['x1.egress.abc.mediapackagev2.us-west-2.amazonaws.com', 'x2.egress.abc.mediapackagev2.us-west-2.amazonaws.com'];
const byQuality = (rest: object = {}, second: unknown = MEDIA[1]) => site(
  { SelectionCriteria: 'media-quality-based' },
  { Origins: [origin('a', MEDIA[0]), { ...origin('b', ''), DomainName: second }], ...rest },
);
ruleTest('selection-criteria [OTD-061]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].SelectionCriteria',
  rejects: [site({ SelectionCriteria: 'fastest' })],
  accepts: [site({ SelectionCriteria: 'default' }), byQuality(), site({})],
});
ruleTest('media-quality-origins [ORG-061] [OTD-061]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].SelectionCriteria',
  rejects: [byQuality({}, 'site.s3.eu-west-1.amazonaws.com'), byQuality({}, '3ae97e.mediapackage.us-west-2.amazonaws.com')],
  accepts: [byQuality(), byQuality({}, { Ref: 'Unknown' })],
});

const lambda = (EventType: string) => ({ DefaultCacheBehavior: { ...BEHAVIOR, LambdaFunctionAssociations: [{ EventType, LambdaFunctionARN: 'arn:aws:lambda:us-east-1:111122223333:function:f:1' }] } });
ruleTest('media-quality-functions [OTD-062]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.LambdaFunctionAssociations',
  rejects: [byQuality(lambda('origin-request')), byQuality(lambda('origin-response'))],
  accepts: [byQuality(lambda('viewer-response')), site({}, lambda('origin-request'))],
});

ruleTest('media-quality-channels [OTD-084]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.TargetOriginId',
  rejects: [byQuality()],
  accepts: [site({}), byQuality({ CacheBehaviors: [{ ...BEHAVIOR, PathPattern: '/channel-1/*' }] })],
});

