import { FunctionOriginResponse } from '../../../src/edge';
import { MANAGED, policies } from '../policies';
import { ok, ScenarioEdge, status } from '../scenario';

/** An edge whose two origins say how good their pictures are. */
function edgeWith(scores: { one?: number; two?: number }, failing: readonly string[] = []) {
  const origin = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, ConnectionAttempts: 1 });
  const edge = new ScenarioEdge({
    origin: ({ headers }): FunctionOriginResponse => {
      const name = headers.get('host')!.split('.')[0] as 'one' | 'two';
      if (failing.includes(name)) return status(503);
      return ok(name, scores[name] === undefined ? {} : { 'CMSD-Static': `ot=v,st=l,com.example-mqcs=${scores[name]}` });
    },
    ...policies({ cache: MANAGED.CachingDisabled }, { TargetOriginId: 'group' }),
    config: {
      CacheBehaviors: [{ PathPattern: '/other/*', TargetOriginId: 'group', ViewerProtocolPolicy: 'allow-all', CachePolicyId: MANAGED.CachingDisabled }],
      Origins: [origin('one'), origin('two')],
      OriginGroups: {
        Quantity: 1,
        Items: [{
          Id: 'group',
          SelectionCriteria: 'media-quality-based',
          FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } },
          Members: { Quantity: 2, Items: [{ OriginId: 'one' }, { OriginId: 'two' }] },
        }],
      },
    },
  });
  /** Which origin answers, once the scores of the one before are known. */
  const answeredBy = async () => {
    const { text } = await edge.get('/live.mpd');
    await new Promise((resolve) => setImmediate(resolve));
    return text;
  };
  return { edge, answeredBy };
}

test('one origin is asked for the object and the other for its score, and the better one answers the next request [OTD-083]', async () => {
  const scores = { one: 90, two: 100 };
  const { edge, answeredBy } = edgeWith(scores);
  expect([await answeredBy(), await answeredBy()]).toEqual(['one', 'two']);
  expect(edge.asked.map(({ method, headers }) => `${method} ${headers.get('host')}`).sort()).toEqual([
    'GET one.example.com', 'GET two.example.com', 'HEAD one.example.com', 'HEAD two.example.com',
  ]);
  scores.two = 80;
  expect([await answeredBy(), await answeredBy()]).toEqual(['two', 'one']);
});

test('the primary answers where both are as good as each other, or say nothing [OTD-083]', async () => {
  for (const scores of [{ one: 100, two: 100 }, {}]) {
    const { answeredBy } = edgeWith(scores);
    expect([await answeredBy(), await answeredBy()]).toEqual(['one', 'one']);
  }
});

test('an error of the criteria goes to the other origin, whatever its score [OTD-083]', async () => {
  const { answeredBy } = edgeWith({ one: 10, two: 100 }, ['two']);
  expect([await answeredBy(), await answeredBy()]).toEqual(['one', 'one']);
  const better = edgeWith({ one: 100, two: 10 }, ['one']);
  expect(await better.answeredBy()).toBe('two');
});

test('each behavior has scores of its own [OTD-083]', async () => {
  const scores = { one: 90, two: 100 };
  const { edge, answeredBy } = edgeWith(scores);
  await answeredBy();
  expect(await answeredBy()).toBe('two');
  expect((await edge.get('/other/live.mpd')).text).toBe('one');
});
