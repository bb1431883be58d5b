import { collected, HttpOrigin, OriginFailure } from '../../../src/edge';
import { LoggedEdge } from '../../records/access-logs/logged-edge';
import { decryptedMessage } from '../field-level-encryption/decrypted-message';
import { closeAll, httpServer } from '../origin/origin-servers';
import { ok, Scenario, status, Viewer } from '../scenario';
import { ecdsa, rsa } from '../signing/keys';

afterEach(closeAll);

const { publicKey, privateKey } = rsa(2048);
const FORM = 'application/x-www-form-urlencoded';

const entity = (key: string, ...FieldPatterns: string[]) => ({ PublicKeyId: { Ref: key }, ProviderId: 'DEMO', FieldPatterns });
const key = (Name: string, EncodedKey: string) => ({ Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { Name, CallerReference: Name, EncodedKey } } });
const profile = (Name: string, ...EncryptionEntities: object[]) => ({
  Type: 'AWS::CloudFront::FieldLevelEncryptionProfile', Properties: { FieldLevelEncryptionProfileConfig: { Name, CallerReference: Name, EncryptionEntities } },
});

const RESOURCES = {
  Key: key('DEMOKEY', publicKey),
  Curve: key('curve', ecdsa().publicKey),
  Cards: profile('cards', entity('Key', 'CreditCard*', 'cvv')),
  Dates: profile('dates', entity('Key', 'DateOfBirth')),
  Unusable: profile('unusable', entity('Key', 'cvv'), entity('Curve', 'CreditCard*')),
  Encryption: {
    Type: 'AWS::CloudFront::FieldLevelEncryptionConfig',
    Properties: {
      CallerReference: 'one',
      ContentTypeProfileConfig: { ForwardWhenContentTypeIsUnknown: false, ContentTypeProfiles: [{ ContentType: FORM, Format: 'URLEncoded', ProfileId: { Ref: 'Cards' } }] },
      QueryArgProfileConfig: {
        ForwardWhenQueryArgProfileIsUnknown: false,
        QueryArgProfiles: [{ QueryArg: 'dates', ProfileId: { Ref: 'Dates' } }, { QueryArg: 'unusable', ProfileId: { Ref: 'Unusable' } }],
      },
    },
  },
};

const ENCRYPTED = {
  ViewerProtocolPolicy: 'https-only',
  AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
  FieldLevelEncryptionId: { Ref: 'Encryption' },
};

/** A distribution that encrypts credit cards, or dates of birth, and what its origin has got. */
class EncryptingEdge extends LoggedEdge {
  public readonly bodies: string[] = [];

  public constructor(private readonly answer: Scenario['origin'] = () => ok('thanks'), behavior: object = {}, run: Scenario['run'] = {}) {
    super({
      origin: async (request) => {
        this.bodies.push(Buffer.from(await collected(request.body)).toString());
        return (this.answer as (given: typeof request) => ReturnType<typeof ok>)(request);
      },
      behavior: { ...ENCRYPTED, ...behavior },
      resources: RESOURCES,
      run,
    });
  }

  public post(body: string, { url = '/pay', type = FORM, ...viewer }: Viewer & { readonly url?: string; readonly type?: string } = {}) {
    return this.get(url, { method: 'POST', body, headers: { 'Content-Type': type, 'Content-Length': String(body.length) }, ...viewer });
  }

  /** The status of encryption and the number of fields that the log has for each request. */
  public async logged() {
    return (await this.entries()).map((entry) => [entry['sc-status'], entry['fle-status'], entry['fle-encrypted-fields']]);
  }
}

const opened = (value: string | null) => decryptedMessage(Buffer.from(value!, 'base64'), privateKey);

test('the origin gets the named fields encrypted for who has the private key, the others as they are, in chunks [DTD-187]', async () => {
  const edge = new EncryptingEdge();
  expect((await edge.post('name=Ann&CreditCardNumber=4111+1111&cvv=123&creditCard=lower')).text).toBe('thanks');
  const [[body], [{ headers }]] = [edge.bodies, edge.asked];
  const fields = new URLSearchParams(body);
  expect([fields.get('name'), fields.get('creditCard')]).toEqual(['Ann', 'lower']);
  expect(opened(fields.get('CreditCardNumber'))).toEqual({ plain: Buffer.from('4111 1111'), providerId: 'DEMO', keyName: 'DEMOKEY' });
  expect(opened(fields.get('cvv')).plain.toString()).toBe('123');
  expect([headers.get('content-type'), headers.get('content-length')]).toEqual([FORM, null]);
  expect(await edge.logged()).toEqual([['200', 'Processed', '2']]);
});

test('to a server the body goes in chunks', async () => {
  const got: [string | undefined, string][] = [];
  const { url } = await httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      got.push([request.headers['transfer-encoding'], Buffer.concat(chunks).toString()]);
      response.end();
    });
  });
  const edge = new EncryptingEdge(undefined, {}, { origins: (origin) => new HttpOrigin(url, origin) });
  expect((await edge.post('name=Ann&cvv=123')).status).toBe(200);
  expect(got).toEqual([['chunked', expect.stringMatching(/^name=Ann&cvv=[\w%]{100,}$/)]]);
  await edge.edge.close();
});

test('a query argument has the fields of another profile encrypted', async () => {
  const edge = new EncryptingEdge();
  await edge.post('cvv=123&DateOfBirth=2000-01-01', { url: '/pay?fle-profile=dates', method: 'PUT' });
  const fields = new URLSearchParams(edge.bodies[0]);
  expect([fields.get('cvv'), opened(fields.get('DateOfBirth')).plain.toString()]).toEqual(['123', '2000-01-01']);
});

test.each<[string, string, Parameters<EncryptingEdge['post']>[1]]>([
  ['RequestLengthLimitClientError', 'a'.repeat(2 * 1_048_576), {}],
  ['RequestLengthLimitClientError', 'a'.repeat(1_048_577), { headers: { 'Content-Type': FORM } }],
  ['FieldNumberLimitClientError', Array(11).fill('a=1').join('&'), {}],
  ['FieldLengthLimitClientError', `cvv=${'1'.repeat(16_385)}`, {}],
  ['MalformedInputClientError', 'cvv=%', {}],
  ['MalformedContentTypeClientError', 'cvv=1', { type: 'form' }],
  ['MalformedQueryArgsClientError', 'cvv=1', { url: '/pay?fle-profile=' }],
  ['RejectedByContentType', '{}', { type: 'application/json' }],
  ['RejectedByQueryArgs', 'cvv=1', { url: '/pay?fle-profile=other' }],
  ['RejectedByQueryArgs', 'cvv=1', { url: '/pay?fle-profile=unusable' }],
])('%s: the viewer gets 400, and the origin nothing [DTD-187]', async (code, body, viewer) => {
  const edge = new EncryptingEdge();
  const answer = await edge.post(body, viewer);
  expect([answer.status, answer.header('x-cache'), edge.bodies]).toEqual([400, 'Error from cloudfront', []]);
  expect(answer.record.decisions).toContainEqual(expect.objectContaining({ step: 'field-level-encryption', decided: 'refused', because: expect.objectContaining({ status: code }) }));
  expect(await edge.logged()).toEqual([['400', code, undefined]]);
});

test('a body of 1,048,576 bytes is processed [DTD-187]', async () => {
  const edge = new EncryptingEdge();
  expect((await edge.post(`cvv=1&x=${'a'.repeat(1_048_576 - 8)}`)).status).toBe(200);
  expect(await edge.logged()).toEqual([['200', 'Processed', '1']]);
});

test('a body that breaks off reaches no origin, and is no defect of the edge', async () => {
  const edge = new EncryptingEdge();
  async function* broken() {
    yield Buffer.from('cvv=1');
    throw new Error('the viewer has left');
  }
  const headers = ['Host', edge.domainName, 'Content-Type', FORM];
  const { status: code } = await edge.edge.handle({ method: 'POST', url: '/pay', headers, protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', body: broken() });
  expect([code, edge.bodies]).toEqual([400, []]);
});

test('an error of the origin, and its failure, are that of the server [DTD-187]', async () => {
  const edge = new EncryptingEdge(() => status(500));
  await edge.post('cvv=1');
  const failing = new EncryptingEdge(() => { throw new OriginFailure('connection-refused', 'nobody listens'); });
  await failing.post('cvv=1');
  expect([await edge.logged(), await failing.logged()]).toEqual([[['500', 'ServerError', '1']], [['502', 'ServerError', '1']]]);
});

test('without encryption, and for other methods, a hyphen stands in the log [DTD-187]', async () => {
  const edge = new EncryptingEdge(undefined, { FieldLevelEncryptionId: 'elsewhere' });
  await edge.post('cvv=1');
  expect(edge.bodies).toEqual(['cvv=1']);
  const encrypting = new EncryptingEdge();
  await encrypting.get('/pay');
  await encrypting.post('cvv=2', { method: 'PATCH' });
  expect(encrypting.bodies).toEqual(['', 'cvv=2']);
  for (const each of [edge, encrypting]) for (const [, ...values] of await each.logged()) expect(values).toEqual([undefined, undefined]);
});
