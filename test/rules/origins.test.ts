import { ruleTest } from './rule-test';

const custom = { OriginProtocolPolicy: 'http-only' };
const origin = (Id: unknown, rest: object = {}) => ({ Id, DomainName: 'www.example.com', CustomOriginConfig: custom, ...rest });
const bucket = { CustomOriginConfig: { Ref: 'AWS::NoValue' }, S3OriginConfig: {} };

ruleTest('origin-missing [WEB-002] [DST-023]', {
  in: 'distribution', at: 'Origins', rejects: [{ Origins: [], DefaultCacheBehavior: {} }], accepts: [{ Origins: [origin('site')] }], message: /add the bucket or server/,
});

ruleTest('origin-quota [WEB-001] [WEB-021] [DST-062]', {
  in: 'distribution',
  at: 'Origins',
  edition: '2014-10-21',
  rejects: [{ Origins: Array.from({ length: 11 }, (_, i) => origin(i === 0 ? 'site' : `o${i}`)) }],
  accepts: [{ Origins: Array.from({ length: 10 }, (_, i) => origin(i === 0 ? 'site' : `o${i}`)) }],
  message: /11 items; allowed: 10.*originsPerDistribution/,
});

const many = (length: number) => Array.from({ length }, (_, i) => origin(i === 0 ? 'site' : `o${i}`));
ruleTest('origin-quota [OTD-022]', { in: 'distribution', at: 'Origins', rejects: [{ Origins: many(101) }], accepts: [{ Origins: many(100) }], message: /allowed: 100/ });

const manyBehaviors = (length: number) => ({
  CacheBehaviors: Array.from({ length }, (_, i) => ({
    PathPattern: `/${i}`, TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false },
  })),
});
ruleTest('behavior-quota [WEB-066]', {
  in: 'distribution', at: 'CacheBehaviors', rejects: [manyBehaviors(76)], accepts: [manyBehaviors(75)], message: /allowed: 75/,
});
ruleTest('behavior-quota', {
  in: 'distribution', at: 'CacheBehaviors', quotas: { cacheBehaviorsPerDistribution: 100 }, rejects: [manyBehaviors(101)], accepts: [manyBehaviors(100)],
});

ruleTest('target-origin-exists [WEB-023] [OTD-018]', {
  in: 'defaultBehavior', at: 'TargetOriginId', rejects: [{ TargetOriginId: 'other' }], accepts: [{ TargetOriginId: 'site' }], message: /"other"; allowed: site/,
});
ruleTest('target-origin-exists', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.TargetOriginId',
  rejects: [{ Origins: [origin('other')] }],
  accepts: [{ Origins: [origin({ Ref: 'Unknown' })] }, { Origins: [origin('site')] }],
});

// An origin leaves the template only together with the behaviors that lead to it, or after they lead elsewhere.
ruleTest('target-origin-exists [WEB-022]', {
  in: 'distribution',
  at: 'CacheBehaviors[0].TargetOriginId',
  rejects: [{ CacheBehaviors: [{ PathPattern: '/images/*', TargetOriginId: 'img', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } }] }],
  accepts: [{}, { CacheBehaviors: [{ PathPattern: '/images/*', TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } }] }],
});

ruleTest('target-origin-missing [WEB-063]', {
  in: 'behavior', at: 'TargetOriginId', rejects: [{ TargetOriginId: '' }], accepts: [{ TargetOriginId: 'site' }],
});

ruleTest('origin-id-missing [WEB-034]', { in: 'origin', at: 'Id', rejects: [{ Id: '' }], accepts: [{ Id: 'site' }] });

const group = (Id: string) => ({
  OriginGroups: {
    Quantity: 1, Items: [{ Id, Members: { Quantity: 2, Items: [{ OriginId: 'site' }, { OriginId: 'spare' }] }, FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [503, 504] } } }],
  },
});
const leadingTo = (TargetOriginId: string) => ({ DefaultCacheBehavior: { TargetOriginId, ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } } });
ruleTest('origin-id-unique [ORG-070]', {
  in: 'distribution',
  at: 'OriginGroups.Items[0].Id',
  rejects: [{ Origins: [origin('site'), origin('spare')], ...group('site') }],
  accepts: [{ Origins: [origin('site'), origin('spare')], ...group('group') }],
});
ruleTest('target-origin-exists [ORG-070]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.TargetOriginId',
  rejects: [{ Origins: [origin('site'), origin('spare')], ...group('group'), ...leadingTo('groups') }],
  accepts: [{ Origins: [origin('site'), origin('spare')], ...group('group'), ...leadingTo('group') }],
});

ruleTest('origin-id-unique [WEB-033]', {
  in: 'distribution', at: 'Origins[1].Id', rejects: [{ Origins: [origin('site'), origin('site')] }], accepts: [{ Origins: [origin('site'), origin('other')] }],
});

ruleTest('origin-kind [WEB-029] [DST-014] [OTD-001]', {
  in: 'origin',
  at: '',
  rejects: [{ CustomOriginConfig: { Ref: 'AWS::NoValue' } }, { CustomOriginConfig: custom, S3OriginConfig: {} }],
  accepts: [{ CustomOriginConfig: custom }, { ...bucket, DomainName: 'site.s3.amazonaws.com' }, { CustomOriginConfig: custom, S3OriginConfig: { Ref: 'Unknown' } }],
});

ruleTest('vpc-origin-edition [WEB-029]', {
  in: 'origin', at: 'VpcOriginConfig', edition: '2014-10-21', rejects: [{ VpcOriginConfig: { VpcOriginId: 'vo_1' } }], accepts: [{}],
});

ruleTest('origin-unused [WEB-064] [OBJ-010]', {
  in: 'distribution',
  at: 'Origins[1].Id',
  rejects: [{ Origins: [origin('site'), origin('spare')] }],
  accepts: [
    { Origins: [origin('site')] },
    {
      Origins: [origin('site'), origin('spare')],
      CacheBehaviors: [{ PathPattern: 'b/*', TargetOriginId: 'spare', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } }],
    },
    {
      Origins: [origin('site'), origin('spare')],
      OriginGroups: { Quantity: 1, Items: [{ Id: 'group', Members: { Quantity: 2, Items: [{ OriginId: 'site' }, { OriginId: 'spare' }] }, FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } } }] },
    },
  ],
});
