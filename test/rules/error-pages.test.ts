import { checkDistribution, ruleTest } from './rule-test';

const response = (rest: object) => ({ CustomErrorResponses: [{ ErrorCode: 404, ...rest }] });
const cases = { in: 'distribution', at: 'CustomErrorResponses[0].ErrorCode' } as const;
const codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
const EXAMPLE = { ErrorCode: 404, ErrorCachingMinTTL: 30, ResponsePagePath: '/4xx-errors/404-not-found', ResponseCode: 200 };
const page = { ResponsePagePath: '/404.html', ResponseCode: 404 };

ruleTest('error-code [ERR-030]', {
  ...cases,
  rejects: [{ CustomErrorResponses: [{ ...EXAMPLE, ErrorCode: 499 }] }],
  accepts: [{ CustomErrorResponses: [EXAMPLE] }],
});
ruleTest('error-code [WEB-214] [ERR-004] [DTD-095]', {
  ...cases, rejects: [401, 412, 415, 200].map((ErrorCode) => response({ ErrorCode })), accepts: codes.map((ErrorCode) => response({ ErrorCode })),
});
ruleTest('error-code', { ...cases, edition: '2014-10-21', rejects: [response({ ErrorCode: 416 })], accepts: [response({ ErrorCode: 414 })] });
ruleTest('error-code-repeated [WEB-215] [ERR-003]', {
  in: 'distribution',
  at: 'CustomErrorResponses[1].ErrorCode',
  rejects: [{ CustomErrorResponses: [{ ErrorCode: 404 }, { ErrorCode: 404 }] }],
  accepts: [
    { CustomErrorResponses: [{ ErrorCode: 404 }, { ErrorCode: 403 }] },
    {
      CustomErrorResponses: [
        { ErrorCode: 403, ResponsePagePath: '/e.html', ResponseCode: 404 },
        { ErrorCode: 404, ResponsePagePath: '/e.html', ResponseCode: 404 },
        { ErrorCode: 500, ResponsePagePath: '/down.html', ResponseCode: 500 },
      ],
    },
  ],
});
ruleTest('error-page-path [WEB-217] [ERR-013]', {
  ...cases, at: 'CustomErrorResponses[0].ResponsePagePath', rejects: [response({ ...page, ResponsePagePath: '404.html' })], accepts: [response(page)],
});
ruleTest('error-response-code [WEB-223] [ERR-010] [DTD-096]', {
  ...cases,
  at: 'CustomErrorResponses[0].ResponseCode',
  rejects: [201, 302, 418].map((ResponseCode) => response({ ...page, ResponseCode })),
  accepts: [200, ...codes].map((ResponseCode) => response({ ...page, ResponseCode })),
});
ruleTest('error-page-pair [WEB-225] [ERR-012] [DTD-096]', {
  ...cases, at: 'CustomErrorResponses[0].ResponseCode', rejects: [response({ ResponsePagePath: '/404.html' })], accepts: [response(page), response({ ErrorCachingMinTTL: 5 })],
});
ruleTest('error-page-pair', {
  ...cases, at: 'CustomErrorResponses[0].ResponsePagePath', rejects: [response({ ResponseCode: 200 })], accepts: [response({ ...page, ResponsePagePath: { Ref: 'Unknown' } })],
});
ruleTest('error-caching-ttl [WEB-226] [ERR-018]', {
  ...cases, at: 'CustomErrorResponses[0].ErrorCachingMinTTL', rejects: [response({ ErrorCachingMinTTL: -1 })], accepts: [0, 30, 300].map((ErrorCachingMinTTL) => response({ ErrorCachingMinTTL })),
});

test.each([['4xx', [400, 403, 404, 405, 414], 400], ['5xx', [500, 501, 502, 503, 504], 500]] as const)('one status may stand for all %s, but is a number [ERR-015]', (group, all, code) => {
  const place = 'DistributionConfig.CustomErrorResponses[0].ResponseCode';
  const errors = (ResponseCode: unknown) => checkDistribution({ CustomErrorResponses: all.map((ErrorCode) => ({ ErrorCode, ResponsePagePath: '/e.html', ResponseCode })) })
    .filter(({ level }) => level === 'error').map(({ location }) => location.path);
  expect(errors(code)).toEqual([]);
  expect(errors(group)).toContain(place);
});
ruleTest('error-response-code [ERR-014]', {
  ...cases,
  at: 'CustomErrorResponses[0].ResponseCode',
  rejects: [response({ ...page, ResponseCode: 204 })],
  accepts: [response({ ...page, ResponseCode: 200 }), response({ ...page, ErrorCode: 503, ResponseCode: 200 })],
});
ruleTest('error-caching-ttl-short [ERR-019]', {
  ...cases,
  at: 'CustomErrorResponses[0].ErrorCachingMinTTL',
  rejects: [response({ ErrorCode: 503, ErrorCachingMinTTL: 0 })],
  accepts: [[503, 1], [503, 300], [404, 0]].map(([ErrorCode, ErrorCachingMinTTL]) => response({ ErrorCode, ErrorCachingMinTTL })),
});
ruleTest('error-caching-ttl-long [ERR-020]', {
  ...cases,
  at: 'CustomErrorResponses[0].ErrorCachingMinTTL',
  rejects: [response({ ErrorCachingMinTTL: 604800 }), response({ ErrorCachingMinTTL: 86401 })],
  accepts: [response({ ErrorCachingMinTTL: 86400 }), response({ ErrorCachingMinTTL: 300 })],
});

const custom = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } });
const leads = (PathPattern: unknown, TargetOriginId: unknown) => ({ PathPattern, TargetOriginId, ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } });
const pages = (...CacheBehaviors: object[]) => ({
  Origins: [custom('site'), custom('app'), custom('err')],
  CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/4xx-errors/403-forbidden.html', ResponseCode: 403 }],
  CacheBehaviors: [leads('/app/*', 'app'), ...CacheBehaviors],
});

ruleTest('error-page-origin [WEB-219] [WEB-220] [ERR-007] [ERR-008]', {
  in: 'distribution',
  at: 'CustomErrorResponses[0].ResponsePagePath',
  rejects: [pages(), pages(leads('/other/*', 'site')), pages(leads('/4xx-errors/*', 'app'))],
  accepts: [
    pages(leads('/4xx-errors/*', 'err')),
    { ...pages(), Origins: [custom('site'), custom('app')] },
    pages(leads({ Ref: 'Unknown' }, 'app')),
    pages(leads('/other/*', { Ref: 'Unknown' })),
  ],
  message: /takes the page from (site|app), while no behavior leads to err.*add a behavior/,
});

ruleTest('error-page-order [ERR-009]', {
  in: 'distribution',
  at: 'CustomErrorResponses[0].ResponsePagePath',
  rejects: [pages(leads('*.html', 'app'), leads('/4xx-errors/*', 'err'))],
  accepts: [
    pages(leads('/4xx-errors/*', 'err'), leads('*.html', 'app')),
    pages(leads('*.html', 'err'), leads('/4xx-errors/*', 'err')),
    pages(leads('*.html', 'app'), leads('/other/*', 'err')),
    pages(leads('*.html', 'app'), leads('/4xx-errors/*', { Ref: 'Unknown' })),
  ],
  message: /since it comes before \/4xx-errors\/\*.*put the behavior for \/4xx-errors\/\* first/,
});

describe('pages for errors of a server', () => {
  const server = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } });
  const pageBucket = { Id: 'pages', DomainName: 'pages.s3.eu-central-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } };
  const behavior = (TargetOriginId: string, rest: object = {}) => ({ TargetOriginId, ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...rest });
  const site = (target: string, ErrorCode = 503, origins: readonly object[] = [server('site'), server('spare'), pageBucket]) => ({
    Origins: origins,
    DefaultCacheBehavior: behavior('site'),
    CacheBehaviors: [behavior(target, { PathPattern: '/errors/*' })],
    CustomErrorResponses: [{ ErrorCode, ResponsePagePath: '/errors/503.html', ResponseCode: ErrorCode }],
  });
  const elsewhere = (ErrorCode: number) => ({ DefaultCacheBehavior: behavior('site'), CustomErrorResponses: [{ ErrorCode, ResponsePagePath: '/503.html', ResponseCode: ErrorCode }] });

  ruleTest('error-page-server [ERR-028]', {
    in: 'distribution',
    at: 'CustomErrorResponses[0].ResponsePagePath',
    rejects: [site('site'), elsewhere(500)],
    accepts: [site('pages'), site('spare'), site('site', 404), elsewhere(404)],
    message: /comes from site/,
  });
});
