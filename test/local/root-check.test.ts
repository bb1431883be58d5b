import { checkRoot } from '../../src/local/root-check';
import { ok, Scenario, ScenarioEdge, status } from '../edge/scenario';

/** What a check of the root finds, first while a change is under way and then when it is deployed. */
async function found(scenario: Partial<Scenario>) {
  const edge = new ScenarioEdge({ origin: () => ok('home'), ...scenario, run: { deploymentTime: 10_000 } });
  edge.deploy({ config: { ...scenario.config, Comment: 'changed' } });
  const [distribution] = edge.reloaded!.distributions;
  const before = await checkRoot(distribution, edge.edge);
  edge.advance(10);
  return { before: before.found, after: await checkRoot(distribution, edge.edge) };
}

const INDEX = { DefaultRootObject: 'index.html' };

test('first comes the deployment, then the permissions, then the name of the object [ERR-089]', async () => {
  expect(await found({ origin: () => status(403), config: INDEX }))
    .toEqual({ before: 'not yet deployed', after: { found: 'not permitted', says: 'the origin lets nobody read index.html; grant CloudFront the permission to' } });
  expect((await found({ origin: ({ path }) => (path === '/home.html' ? ok('home') : status(404)), config: INDEX })).after)
    .toEqual({ found: 'missing', says: expect.stringMatching(/no object index\.html; correct the name of the default root object/) });
});

test.each<[string, Partial<Scenario>, string, RegExp]>([
  ['served', { config: INDEX }, 'served', /answered with 200/],
  ['without a default root object', { origin: () => status(404) }, 'missing', /name a default root object/],
  ['of a disabled distribution', { config: { ...INDEX, Enabled: false } }, 'disabled', /enable it/],
  ['of an origin that fails', { origin: () => status(500) }, 'failed', /answered with 500/],
])('a root %s is told as such', async (_title, scenario, finding, says) => {
  expect((await found(scenario)).after).toEqual({ found: finding, says: expect.stringMatching(says) });
});
