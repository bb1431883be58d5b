// The API of the example, on this machine: GET /api/time says the time and may be cached for ten seconds.
// Its log has the X-Amz-Cf-Id of each request, by which CloudFront's logs name it too.
import { createServer } from 'node:http';

export function startApi({ log = console.log } = {}) {
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0];
    if (path === '/api/time') {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'max-age=10' });
      response.end(`${JSON.stringify({ time: new Date().toISOString(), query: request.url.split('?')[1] ?? '' })}\n`);
    } else {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"error":"there is only /api/time"}\n');
    }
    log(`api: ${request.method} ${request.url} ${response.statusCode} ${request.headers['x-amz-cf-id'] ?? '-'}`);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}
