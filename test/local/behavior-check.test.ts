import { OriginFailure } from '../../src/edge';
import { checkBehaviors } from '../../src/local/behavior-check';
import { Json, ok, Scenario, ScenarioEdge, status } from '../edge/scenario';

/** What is found of a distribution with these further cache behaviors, without what all have in common. */
async function found(origin: Scenario['origin'], patterns: readonly (string | Json)[] = [], behavior: Json = {}) {
  const own = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
  const scenario = new ScenarioEdge({ origin, behavior, config: { CacheBehaviors: patterns.map((PathPattern) => ({ ...own, PathPattern })) } });
  const checked = await checkBehaviors(scenario.application, scenario.edge);
  return checked.map(({ distribution: _distribution, pathPattern, protocol, path, ...rest }) => [pathPattern, protocol, path, rest.status, rest.problem]);
}

test('each behavior is asked with both protocols, at a path that leads to it past those before it [TLS-027]', async () => {
  expect(await found(() => ok('body'), ['images/*.jp?', '/images/*', '*.gif', '/x', '/x*'])).toEqual([
    ['images/*.jp?', '/images/.jpx'], ['/images/*', '/images/'], ['*.gif', '/.gif'], ['/x', '/x'], ['/x*', '/xx'], ['*', '/'],
  ].flatMap(([pattern, path]) => ['http', 'https'].map((protocol) => [pattern, protocol, path, 200, undefined])));
});

test('a behavior to which no path leads is told', async () => {
  expect(await found(() => ok('body'), ['a*', 'ab*', { Ref: 'Unknown' }])).toEqual(expect.arrayContaining([
    ['ab*', 'http', undefined, undefined, 'no path is known that leads to it'],
    ['?', 'https', undefined, undefined, 'no path is known that leads to it'],
  ]));
});

test('a redirect and a refusal of viewers are statuses, and no problem', async () => {
  expect(await found(() => ok('body'), [], { ViewerProtocolPolicy: 'redirect-to-https' })).toEqual([['*', 'http', '/', 301, undefined], ['*', 'https', '/', 200, undefined]]);
  expect(await found(() => status(404))).toEqual([['*', 'http', '/', 404, undefined], ['*', 'https', '/', 404, undefined]]);
});

test('each protocol gets an answer of its own, with what is wrong with the origin', async () => {
  let asked = 0;
  const answers = await found(() => {
    if (++asked === 1) return status(503);
    throw new OriginFailure('tls', 'self-signed certificate');
  });
  expect(answers).toEqual([
    ['*', 'http', '/', 503, 'the origin origin answers 503'],
    ['*', 'https', '/', 502, 'the origin origin gives no answer (tls): self-signed certificate'],
  ]);
});

test('an error of the edge\'s own is told from those of origins', async () => {
  expect(await found(() => ok('body'), [], { TargetOriginId: 'nothing' })).toEqual(['http', 'https'].map((protocol) => ['*', protocol, '/', expect.any(Number), expect.stringContaining('the edge made the error itself')]));
});
