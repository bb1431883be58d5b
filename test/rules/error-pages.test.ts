import { ruleTest } from './rule-test';

const response = (rest: object) => ({ CustomErrorResponses: [{ ErrorCode: 404, ...rest }] });
const cases = { in: 'distribution', at: 'CustomErrorResponses[0].ErrorCode' } as const;
const codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
const page = { ResponsePagePath: '/404.html', ResponseCode: 404 };

ruleTest('error-code [WEB-214] [ERR-004] [DTD-095]', {
  ...cases, rejects: [401, 412, 415, 200].map((ErrorCode) => response({ ErrorCode })), accepts: codes.map((ErrorCode) => response({ ErrorCode })),
});
ruleTest('error-code', { ...cases, edition: '2014-10-21', rejects: [response({ ErrorCode: 416 })], accepts: [response({ ErrorCode: 414 })] });
ruleTest('error-code-repeated [WEB-215]', {
  in: 'distribution',
  at: 'CustomErrorResponses[1].ErrorCode',
  rejects: [{ CustomErrorResponses: [{ ErrorCode: 404 }, { ErrorCode: 404 }] }],
  accepts: [{ CustomErrorResponses: [{ ErrorCode: 404 }, { ErrorCode: 403 }] }],
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
  ...cases, at: 'CustomErrorResponses[0].ErrorCachingMinTTL', rejects: [response({ ErrorCachingMinTTL: -1 })], accepts: [response({ ErrorCachingMinTTL: 0 })],
});
