import { Capacity, explain } from '../../../src/edge';
import { ok, ScenarioEdge } from '../scenario';

const PAGE = { CustomErrorResponses: [{ ErrorCode: 503, ResponsePagePath: '/503.html', ResponseCode: 503 }] };

test.each<[Capacity, string]>([
  ['capacity-exceeded', 'CapacityExceeded'],
  ['limit-exceeded', 'LimitExceeded'],
])('in the state %s every answer is a plain 503 with X-Cache "%s from cloudfront", also where there is a page for 503 [DTD-094] [DTD-231]', async (capacity, type) => {
  const edge = new ScenarioEdge({ origin: ({ path }) => ok(path), config: PAGE, run: { capacity } });
  const answer = await edge.get('/a');
  expect([answer.status, answer.header('x-cache'), edge.asked]).toEqual([503, `${type} from cloudfront`, []]);
  expect(answer.text).toContain('<H1>503 ERROR</H1>');
  expect([answer.record.resultType, answer.record.detailedResultType]).toEqual([type, type]);
  expect(explain(answer.record)).toContain('as the edge was told to have it');
});

test('the state comes and goes at all edge locations, and what is cached is served again afterwards', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body'), run: { edgeLocations: ['IAD89-P1', 'FRA56-P6'] } });
  const types = async () => [await edge.xCache('/a', { country: 'US' }), await edge.xCache('/a', { country: 'DE' })];
  const [before, during] = [await types(), (edge.edge.capacity = 'capacity-exceeded', await types())];
  edge.edge.capacity = 'available';
  expect([before, during, await types()]).toEqual([['Miss', 'Miss'], ['CapacityExceeded', 'CapacityExceeded'], ['Hit', 'Hit']]);
});
