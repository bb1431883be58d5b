import { CfnResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { configOf, errors, findings, newSite, newStack } from './site';
import { edgeMatchers, EdgeHarness } from '../../src/testing';

expect.extend(edgeMatchers);

let stack: Stack;
beforeEach(() => { stack = newStack(); });

const PAGES = { '/404.html': 'no such page' };

/** An origin that has the pages alone. */
function pagesOnly(): Promise<EdgeHarness> {
  return EdgeHarness.fromStack(stack, { origins: { www: ({ path }) => (path in PAGES ? PAGES[path as keyof typeof PAGES] : { status: 404, body: 'the origin\'s own' }) } });
}

test('minimal example: an error is only cached for longer', () => {
  newSite(stack, { errorResponses: [{ httpStatus: 404, ttl: Duration.minutes(5) }] });
  expect(configOf(stack).CustomErrorResponses).toEqual([{ ErrorCode: 404, ErrorCachingMinTTL: 300 }]);
  expect(errors(stack)).toEqual([]);
});

test('maximum example [ERR-030]', () => {
  newSite(stack, { errorResponses: [{ httpStatus: 404, ttl: Duration.seconds(30), responsePagePath: '/4xx-errors/404-not-found', responseHttpStatus: 200 }] });
  expect(configOf(stack).CustomErrorResponses).toEqual([
    { ErrorCode: 404, ErrorCachingMinTTL: 30, ResponsePagePath: '/4xx-errors/404-not-found', ResponseCode: 200 },
  ]);
  expect(errors(stack)).toEqual([]);
});

test('a page for a status that cannot have one is found [ERR-030]', () => {
  newSite(stack, { errorResponses: [{ httpStatus: 499, ttl: Duration.seconds(30), responsePagePath: '/4xx-errors/404-not-found', responseHttpStatus: 200 }] });
  expect(errors(stack)).toContain('error-code');
});

test('viewers get the page in the place of the error, with the error\'s own status unless another is given [WEB-213] [WEB-224]', async () => {
  newSite(stack, { errorResponses: [{ httpStatus: 404, responsePagePath: '/404.html' }] });
  expect(configOf(stack).CustomErrorResponses).toEqual([{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 404 }]);
  const answer = await (await pagesOnly()).get('/x');
  expect(answer).toHaveStatus(404);
  expect(answer.text()).toBe('no such page');
});

test('the status that viewers get may differ from the origin\'s [WEB-222]', async () => {
  newSite(stack, { errorResponses: [{ httpStatus: 404, responsePagePath: '/404.html', responseHttpStatus: 200 }] });
  const answer = await (await pagesOnly()).get('/x');
  expect(answer).toHaveStatus(200);
  expect(answer.text()).toBe('no such page');
});

test('statuses may share a page, have their own, or have none [ERR-003]', () => {
  newSite(stack, { errorResponses: [{ httpStatus: 403, responsePagePath: '/e.html' }, { httpStatus: 404, responsePagePath: '/e.html' }, { httpStatus: 500, responsePagePath: '/down.html' }] });
  expect(errors(stack)).toEqual([]);
  const twice = newStack();
  newSite(twice, { errorResponses: [{ httpStatus: 404, responsePagePath: '/e.html' }, { httpStatus: 404, responsePagePath: '/down.html' }] });
  expect(errors(twice)).toEqual(['error-code-repeated']);
});

test('one status may stand for a whole class [ERR-015]', () => {
  const of = (httpStatuses: number[], responseHttpStatus: number) => httpStatuses.map((httpStatus) => ({ httpStatus, responsePagePath: '/e.html', responseHttpStatus }));
  newSite(stack, { errorResponses: [...of([400, 403, 404, 405, 414], 400), ...of([500, 501, 502, 503, 504], 500)] });
  expect(configOf(stack).CustomErrorResponses.map(({ ErrorCode, ResponseCode }: any) => [ErrorCode, ResponseCode])).toEqual([
    ...[400, 403, 404, 405, 414].map((code) => [code, 400]), ...[500, 501, 502, 503, 504].map((code) => [code, 500]),
  ]);
  expect(errors(stack)).toEqual([]);
  const words = newStack();
  const site = newSite(words, { errorResponses: of([404], 400) });
  (site.node.defaultChild as CfnResource).addPropertyOverride('DistributionConfig.CustomErrorResponses.0.ResponseCode', '4xx');
  expect(errors(words)).toEqual(['malformed-template']);
});

test('tokens are passed on, and no rule reports on them', () => {
  newSite(stack, { errorResponses: [{ httpStatus: 404, responsePagePath: Lazy.string({ produce: () => '/404.html' }), responseHttpStatus: Lazy.number({ produce: () => 200 }) }] });
  expect(configOf(stack).CustomErrorResponses).toEqual([{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 200 }]);
  expect(findings(stack)).not.toContain('error-page-pair');
});
