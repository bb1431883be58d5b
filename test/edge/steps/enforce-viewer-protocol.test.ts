import { Json, ok, ScenarioEdge } from '../scenario';

const origin = ({ path }: { readonly path: string }) => ok(`body of ${path}`, { 'cache-control': 'max-age=3600' });
const behaviors = (...patterns: readonly (readonly [pattern: string, policy: string])[]): Json => ({
  CacheBehaviors: patterns.map(([PathPattern, ViewerProtocolPolicy]) => ({ PathPattern, ViewerProtocolPolicy, TargetOriginId: 'origin', ForwardedValues: { QueryString: false } })),
});
const HTTP = { protocol: 'http' } as const;

test('with redirect-to-https a request by HTTP is told the HTTPS URL, and gets the object there [TLS-004]', async () => {
  const edge = new ScenarioEdge({ origin, behavior: { ViewerProtocolPolicy: 'redirect-to-https', AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] } });
  const redirect = await edge.get('/images/a.jpg?x=1', HTTP);
  expect([redirect.status, redirect.header('location')]).toEqual([301, `https://${edge.application.distributions[0].domainName}/images/a.jpg?x=1`]);
  expect(redirect.text).not.toContain('body of');
  expect((await edge.get('/images/a.jpg?x=1')).text).toBe('body of /images/a.jpg');
  const methods = ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];
  expect(await Promise.all(methods.map(async (method) => (await edge.get('/', { ...HTTP, method })).status))).toEqual(methods.map(() => 307));
  expect(await Promise.all(methods.map(async (method) => (await edge.get('/', { ...HTTP, method, httpVersion: '1.0' })).status))).toEqual(methods.map(() => 403));
});

test('the redirect keeps the host, the path and the whole query string, and the origin hears nothing of it [TLS-005]', async () => {
  const edge = new ScenarioEdge({ origin, config: { Aliases: ['www.example.com'] }, behavior: { ViewerProtocolPolicy: 'redirect-to-https', TrustedSigners: ['self'] } });
  const target = 'www.example.com/a.jpg?Expires=1&Signature=S&Key-Pair-Id=K';
  const { status, header } = await edge.get(target.replace('www.example.com', ''), { ...HTTP, host: 'www.example.com' });
  expect([status, header('location'), edge.asked]).toEqual([301, `https://${target}`, []]);
});

test('with https-only a request by HTTP is forbidden, also for what is cached [TLS-007]', async () => {
  const edge = new ScenarioEdge({ origin, behavior: { ViewerProtocolPolicy: 'https-only' } });
  expect((await edge.get('/a.jpg')).text).toBe('body of /a.jpg');
  const refused = await edge.get('/a.jpg', HTTP);
  expect([refused.status, refused.text.includes('body of'), await edge.xCache('/a.jpg')]).toEqual([403, false, 'Hit']);
});

test('the policy is that of the cache behavior whose path pattern matches first [TLS-008]', async () => {
  const edge = new ScenarioEdge({ origin, config: behaviors(['*.jpg', 'allow-all'], ['secure/*', 'https-only']) });
  expect([(await edge.get('/secure/a.jpg', HTTP)).status, (await edge.get('/secure/a.png', HTTP)).status]).toEqual([200, 403]);
});
