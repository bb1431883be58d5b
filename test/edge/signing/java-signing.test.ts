import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { javaDer } from '../../../src/edge';
import { run, testWith } from '../../local/clients';
import { ok, ScenarioEdge, START } from '../scenario';
import { rsa } from './keys';

const directory = mkdtempSync(join(tmpdir(), 'java-signing-'));
afterAll(() => rmSync(directory, { recursive: true }));

const BOUNCY_CASTLE = '/usr/share/java/bcprov.jar';
const KEY_PAIR_ID = 'APKA9ONS7QCOWEXAMPLE';

testWith({ javac: 'default-jdk-headless', [BOUNCY_CASTLE]: 'libbcprov-java' }, 'the edge accepts what Java signs with Bouncy Castle and a key in DER, until its time has ended [PRV-081]', async () => {
  const { privateKey, publicKey } = rsa(2048);
  const edge = new ScenarioEdge({
    origin: () => ok('private'),
    behavior: { TrustedSigners: ['self'] },
    run: { keyPairs: [{ account: 'self', id: KEY_PAIR_ID, publicKey }] },
  });
  const key = join(directory, 'key.der');
  writeFileSync(key, javaDer(privateKey));
  const url = `https://${edge.application.distributions[0].domainName}/image.jpg`;
  const output = await run('java', '-cp', BOUNCY_CASTLE, 'examples/java-signing/SignUrl.java', url, KEY_PAIR_ID, key, String(START / 1000 + 60));
  const signed = output.toString().trim();
  expect(signed).toMatch(new RegExp(`^${url}\\?Expires=\\d+&Signature=[A-Za-z0-9~_-]+&Key-Pair-Id=${KEY_PAIR_ID}$`));
  const { pathname, search } = new URL(signed);
  expect((await edge.get(pathname)).status).toBe(403);
  expect((await edge.get(`${pathname}${search}`)).text).toBe('private');
  expect((await edge.get(`/other.jpg${search}`)).status).toBe(403);
  edge.advance(60);
  expect((await edge.get(`${pathname}${search}`)).status).toBe(403);
});
