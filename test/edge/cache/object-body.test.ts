import { ObjectBody } from '../../../src/edge/cache/object-body';

/** What bodies call. */
const fs = jest.requireActual<typeof import('fs')>('fs');

afterEach(() => jest.restoreAllMocks());

/** More than what is held in memory. */
const LARGE = Buffer.alloc(1_500_000, 'some bytes ');

const full = () => { throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', syscall: 'write' }); };

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function filled(bytes: Uint8Array): Promise<ObjectBody> {
  const body = new ObjectBody();
  await body.fill(inChunks(bytes));
  return body;
}

async function read(body: ObjectBody, start?: number, end?: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.read(start, end)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('a small body is in memory, a large one in a file; both have their bytes', async () => {
  for (const [bytes, isInMemory] of [[LARGE.subarray(0, 1_048_576), true], [LARGE.subarray(0, 1_048_577), false], [LARGE, false]] as const) {
    const body = await filled(bytes);
    expect([body.isInMemory, body.complete, body.length]).toEqual([isInMemory, true, bytes.length]);
    expect((await read(body)).equals(bytes)).toBe(true);
    expect((await read(body, 65_530, 200_000)).equals(bytes.subarray(65_530, 200_000))).toBe(true);
  }
});

test('what a disk takes only in pieces is written whole', async () => {
  const { writeSync } = fs;
  jest.spyOn(fs, 'writeSync').mockImplementation(((file: number, bytes: Uint8Array, offset: number, length: number, position: number) => (
    writeSync(file, bytes, offset, Math.min(length, 40_000), position)
  )) as typeof writeSync);
  const body = await filled(LARGE);
  expect([body.isInMemory, (await read(body)).equals(LARGE)]).toEqual([false, true]);
});

test.each(['mkdtempSync', 'openSync', 'writeSync'] as const)('a large body stays in memory where no file can be made: %s', async (call) => {
  jest.spyOn(fs, call).mockImplementation(full);
  const body = await filled(LARGE);
  expect([body.isInMemory, body.complete, (await read(body)).equals(LARGE)]).toEqual([true, true, true]);
});

test('a body breaks off where the disk becomes full', async () => {
  const { writeSync } = fs;
  jest.spyOn(fs, 'writeSync').mockImplementation(((file: number, bytes: Uint8Array, offset: number, length: number, position: number) => (
    position < 1_200_000 ? writeSync(file, bytes, offset, length, position) : full()
  )) as typeof writeSync);
  const body = await filled(LARGE);
  expect([await body.settled(), body.complete]).toEqual([false, false]);
  await expect(read(body)).rejects.toThrow('ENOSPC');
});

test('a file that has lost its bytes is an error, and not waited for', async () => {
  const body = await filled(LARGE);
  jest.spyOn(fs, 'readSync').mockReturnValue(0);
  await expect(read(body)).rejects.toThrow('no byte 0 in the file of a body of 1500000');
});

test('who reads a body that fails has what there was of it, and then the error', async () => {
  const body = new ObjectBody();
  const reading = read(body);
  body.write(Buffer.from('part'));
  body.fail(new Error('broken'));
  await expect(reading).rejects.toThrow('broken');
  expect(await read(body, 0, 4)).toEqual(Buffer.from('part'));
});
