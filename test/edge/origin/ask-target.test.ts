import { Json, ok, ScenarioEdge, status } from '../scenario';

const custom = (OriginProtocolPolicy: string, rest: Json = {}) => ({ Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy }, ...rest }] });

test('the path at the origin is the origin path and the viewer\'s, with the query string as it is [OTD-024]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body'), config: custom('http-only', { OriginPath: '/production' }), behavior: { ForwardedValues: { QueryString: true } } });
  await edge.get('/acme/index.html?x=1');
  expect(edge.asked[0].url).toBe('/production/acme/index.html?x=1');
});

test('the origin path is before the default root object and error pages, and nowhere that a viewer sees [OTD-025]', async () => {
  const edge = new ScenarioEdge({
    origin: ({ path }) => (path.endsWith('none') ? status(404) : ok(path)),
    config: {
      ...custom('http-only', { OriginPath: '/p' }),
      DefaultRootObject: 'index.html',
      CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 404 }],
    },
  });
  const root = await edge.get('/');
  expect([root.text, root.record.request.url, root.headers.includes('/p')]).toEqual(['/p/index.html', '/', false]);
  expect((await edge.get('/none')).text).toBe('/p/404.html');
  edge.deploy({ config: { ...custom('http-only', { OriginPath: '/other' }), DefaultRootObject: 'index.html' } });
  expect(await edge.xCache('/')).toBe('Hit');
});

test('what is cached stays when a behavior gets another origin [OTD-019]', async () => {
  const edge = new ScenarioEdge({ origin: ({ headers }) => ok(headers.get('host')!, { 'cache-control': 'max-age=3600' }) });
  await edge.get('/a');
  edge.deploy({ config: { Origins: [{ Id: 'origin', DomainName: 'other.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }] } });
  const [cached, fetched] = [await edge.get('/a'), await edge.get('/b')];
  expect([cached.header('x-cache'), cached.text, fetched.text]).toEqual(['Hit from cloudfront', 'origin.example.com', 'other.example.com']);
});

test('an origin is asked as the viewer asks, for one object for both protocols [OTD-029]', async () => {
  const protocols: string[] = [];
  const origins = () => ({
    ask: ({ protocol }: { readonly protocol: string }) => {
      protocols.push(protocol);
      return Promise.resolve({ status: 200, headers: ['Cache-Control', 'max-age=60'], body: Buffer.from('body') });
    },
  });
  const edge = new ScenarioEdge({ origin: [], config: custom('match-viewer'), run: { origins } });
  const results = [await edge.xCache('/a', { protocol: 'https' }), await edge.xCache('/a', { protocol: 'http' }), await edge.xCache('/b', { protocol: 'http' })];
  expect([results, protocols]).toEqual([['Miss', 'Hit', 'Miss'], ['https', 'http']]);
});

test('a redirect of a bucket that is new goes to the viewer, who follows it [OTD-004]', async () => {
  const location = 'https://bucket.s3.eu-west-1.amazonaws.com/a';
  const edge = new ScenarioEdge({ origin: () => status(307, { Location: location }, '') });
  const answer = await edge.get('/a');
  expect([answer.status, answer.header('location'), edge.asked.length]).toEqual([307, location, 1]);
});
