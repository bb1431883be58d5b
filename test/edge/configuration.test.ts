import { ok, ScenarioEdge } from './scenario';
import { knownOr } from '../../src/config';
import { FunctionOrigin, FunctionOriginResponse } from '../../src/edge';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const at = (DomainName: string) => ({ config: { Origins: [{ Id: 'origin', DomainName, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }] } });

test('a request that was there before a change asks the origin as it was, and those after it the new one', async () => {
  const asked: string[] = [];
  const waiting: ((answer: FunctionOriginResponse) => void)[] = [];
  const edge = new ScenarioEdge({
    ...at('old.example.com'),
    origin: [],
    run: {
      origins: ({ domainName }) => new FunctionOrigin(() => {
        asked.push(knownOr(domainName, ''));
        return new Promise((resolve) => waiting.push(resolve));
      }),
    },
  });
  const answer = () => waiting.shift()!(ok('body', { 'cache-control': 'no-store' }));

  const [first, second] = [edge.get('/a'), edge.get('/a')];
  await turn();
  edge.deploy(at('new.example.com'));
  answer();
  await first;
  const third = edge.get('/b');
  await turn();
  expect(asked).toEqual(['old.example.com', 'old.example.com', 'new.example.com']);
  answer();
  answer();
  await Promise.all([second, third]);
});
