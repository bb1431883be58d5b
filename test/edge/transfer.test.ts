import { ok, ScenarioEdge, START } from './scenario';
import { CompletedRecord } from '../../src/edge';

/** An edge, and the records that it has completed. */
function recording(scenario: ConstructorParameters<typeof ScenarioEdge>[0]) {
  const records: CompletedRecord[] = [];
  return { records, edge: new ScenarioEdge({ ...scenario, run: { record: (record) => records.push(record) } }) };
}

const HOST = 'www.example.com';
const CONFIG = { Aliases: [HOST] };

/** What a response of HTTP/1.1 has on the wire before its body. */
function head(status: string, headers: readonly string[]): string {
  const lines = Array.from({ length: headers.length / 2 }, (_, i) => `${headers[2 * i]}: ${headers[2 * i + 1]}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
}

test('what a viewer sends and gets is counted with the heads, as HTTP/1.1 writes them', async () => {
  const { edge, records } = recording({ origin: [ok('x'.repeat(1_000))], config: CONFIG, behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'] } });
  const { headers } = await edge.get('/upload?a=1', { method: 'POST', host: HOST, body: 'y'.repeat(200), headers: { 'X-Own': '1' } });
  const [{ transfer }] = records;
  expect(transfer.bytesSent).toBe(head('200 OK', headers).length + 1_000);
  expect(transfer.bytesReceived).toBe(`POST /upload?a=1 HTTP/1.1\r\nHost: ${HOST}\r\nX-Own: 1\r\n\r\n`.length + 200);
});

const asked = { method: 'GET', url: '/a', headers: ['Host', HOST], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' } as const;

test('the record has how long the answer took until its first and its last byte', async () => {
  const { edge, records } = recording({
    origin: () => {
      edge.advance(1.5);
      return { status: 200, headers: {}, body: pieces(false) };
    },
    config: CONFIG,
  });
  const { body } = await edge.edge.handle(asked);
  edge.advance(0.5);
  await (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]().return?.();
  expect(records).toMatchObject([{ time: START, firstByteAfter: 1_500, transfer: { end: START + 2_000 } }]);
});

/** A body whose second piece does not come, or breaks it off. */
async function* pieces(breaksOff: boolean): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(1_000);
  if (breaksOff) throw new Error('gone');
  await new Promise(() => {});
}

test.each([
  ['is left by its viewer [DTD-212]', false, 'ClientCommError'],
  ['is broken off by the origin [DTD-211]', true, 'OriginReadError'],
] as const)('an answer that %s is an Error after the last byte, with the status that was sent', async (_title, breaksOff, detailedResultType) => {
  const { edge, records } = recording({ origin: () => ({ status: 200, headers: {}, body: pieces(breaksOff) }), config: CONFIG });
  const { body, record } = await edge.edge.handle(asked);
  const reading = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  expect((await reading.next()).value).toHaveLength(1_000);
  expect(records).toEqual([]);
  if (breaksOff) await expect(reading.next()).rejects.toThrow('gone');
  else await reading.return?.();
  expect(records).toMatchObject([{ resultType: 'Miss', transfer: { status: 200, resultType: 'Error', detailedResultType } }]);
  expect(records[0].transfer.bytesSent).toBe(head('200 OK', record.responseHeaders).length + 1_000);
  await reading.return?.();
  expect(records).toHaveLength(1);
});
