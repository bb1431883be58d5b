import { TLSSocket } from 'tls';
import { clientCertificate, clientCertificateNotices } from '../../../src/edge/origin/client-certificates';
import { CertificateAndKey } from '../../../src/local/tls/certificate';
import { authorities, certificateOf } from '../../local/tls/authorities';
import { applicationOf } from '../scenario';
import { certificateFor } from './certificates';
import { closeAll, edgeOf, httpsServer } from './origin-servers';

afterEach(closeAll);

const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/client';
const MUTUAL = { CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginMtlsConfig: { ClientCertificateArn: ARN } } };

let root: CertificateAndKey;
let server: CertificateAndKey;
let own: string;
beforeAll(async () => {
  [root] = await authorities(1);
  server = await certificateFor(['origin.example.com']);
  const { cert, key } = await certificateOf('distribution', { by: root });
  own = `${cert}\n${key}`;
});

/** The status, and whose certificate the origin was shown. */
async function shownTo(asks: object, certificate?: string) {
  const shown: (string | undefined)[] = [];
  const origin = await httpsServer({ ...server, ...asks }, (request, response) => {
    shown.push((request.socket as TLSSocket).getPeerCertificate().subject?.CN as string | undefined);
    response.end('body');
  });
  return [(await edgeOf(origin, MUTUAL, { certificate }).get('/a')).status, shown];
}

test('an origin that does not ask for a certificate is shown none, and served normally [OTD-042]', async () => {
  expect(await shownTo({}, own)).toEqual([200, [undefined]]);
  expect(await shownTo({})).toEqual([200, [undefined]]);
});

test.each(['TLSv1.2', 'TLSv1.3'])('an origin that asks for a certificate over %s is shown the one of its OriginMtlsConfig [OTD-042]', async (version) => {
  const asks = { requestCert: true, rejectUnauthorized: true, ca: root.cert, minVersion: version, maxVersion: version };
  expect(await shownTo(asks, own)).toEqual([200, ['distribution']]);
  expect(await shownTo(asks)).toEqual([502, []]);
});

describe('of several certificates', () => {
  const origin = (id: string, more: object = MUTUAL) => ({ Id: id, DomainName: `${id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, ...more });
  const application = applicationOf({ config: { Origins: [origin('one'), origin('two', {})] } });
  const [mutual, plain] = application.distributions[0].origins;

  test('an origin is shown the one that is given by its ARN, or by id or domain name of the origin, and without OriginMtlsConfig none', () => {
    for (const name of [ARN, 'one', 'one.example.com']) expect(clientCertificate(mutual, application, { other: '', [name]: 'PEM' })).toBe('PEM');
    expect(clientCertificate(mutual, application, { other: 'PEM' })).toBeUndefined();
    expect(clientCertificate(plain, application, { two: 'PEM' })).toBeUndefined();
  });

  test('a person is told of those that are missing, and of those that nobody is shown', () => {
    expect(clientCertificateNotices(application, { [ARN]: 'PEM' })).toEqual([]);
    expect(clientCertificateNotices(application, { two: 'PEM' })).toEqual([
      'the origin one of Web is shown no certificate; give the one of its OriginMtlsConfig with --origin-certificate one=FILE',
      '--origin-certificate two has no effect: no origin with OriginMtlsConfig has this name',
    ]);
  });
});
