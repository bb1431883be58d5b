import { connect as connectTo } from 'node:net';
import { handshake, Handshake, names } from './handshakes';
import { KNOWN_PROPERTIES } from '../../../src/template/known-properties';
import { closeAll, running } from '../running-edge';

afterEach(closeAll);

const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/own';
const CONFIG = {
  Aliases: ['www.example.com'],
  Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false } },
};
const SERVED = /^HTTP\/1.1 200 [^]*body$/;
const own = (certificate: object = {}) => ({ ...CONFIG, ViewerCertificate: { AcmCertificateArn: ARN, SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021', ...certificate } });
const vip = own({ SslSupportMethod: 'vip' });
const byDefault = { ...CONFIG, Aliases: [] };

/** A running distribution, and connections to it. */
async function edgeOf(config: object, { resources = {}, strictTls = false } = {}) {
  const edge = await running(config, { origin: () => 'body' }, resources, { strictTls });
  return { ...edge, connect: (options: Parameters<typeof handshake>[1], host?: string) => handshake(edge.httpsPort, options, host) };
}

/** That a viewer was not let in: there is no HTTP response. */
function expectDropped({ answer, error }: Handshake): void {
  expect({ answer, error }).toEqual({ answer: '', error: 'ECONNRESET' });
}

describe('a distribution with a certificate of its own', () => {
  test('for sni-only shows that of *.cloudfront.net to who asks for its CloudFront name, and serves as always [DST-132] [WEB-174] [TLS-083]', async () => {
    const { connect, domainName } = await edgeOf(own(), { strictTls: true });
    const { certificate, answer } = await connect({ servername: domainName });
    expect([names(certificate, domainName), names(certificate, 'www.example.com')]).toEqual([true, false]);
    expect(answer).toMatch(SERVED);
  });

  test('shows it to who asks for its alias', async () => {
    const { connect, domainName } = await edgeOf(own());
    const { certificate, answer } = await connect({ servername: 'www.example.com' });
    expect([names(certificate, 'www.example.com'), names(certificate, domainName)]).toEqual([true, false]);
    expect(answer).toMatch(SERVED);
  });

  test('for sni-only drops a viewer without SNI during the handshake [DST-134] [WEB-176] [TLS-037] [TLS-083] [DTD-165]', async () => {
    const { connect, domainName, notices } = await edgeOf(own(), { strictTls: true });
    expectDropped(await connect({}, 'www.example.com'));
    expectDropped(await connect({}, domainName));
    expect(notices.filter((line) => line.includes('SNI'))).toEqual(['Site is for sni-only: CloudFront drops viewers without SNI, and so does the local edge']);
  });

  test('for sni-only lets a viewer without SNI in where it need not be strict, and says so once', async () => {
    const { connect, notices } = await edgeOf(own());
    for (let i = 0; i < 2; i++) {
      const { certificate, answer } = await connect({});
      expect(certificate?.checkIP('127.0.0.1')).toBe('127.0.0.1');
      expect(answer).toMatch(SERVED);
    }
    expect(notices.filter((line) => line.includes('SNI'))).toEqual([expect.stringContaining('which the local edge lets in; --strict-tls drops them')]);
  });

  test('for all clients shows it to a viewer without SNI that asks for its CloudFront name, whose check of the name fails [DST-133] [WEB-175] [TLS-083]', async () => {
    const { connect, domainName } = await edgeOf(vip, { strictTls: true });
    const { certificate, answer } = await connect({}, domainName);
    expect([names(certificate, 'www.example.com'), names(certificate, domainName)]).toEqual([true, false]);
    expect(answer).toMatch(SERVED);
  });

  test.each([
    ['with SNI', { servername: 'www.example.com' }],
    ['without SNI', {}],
  ])('for all clients serves its alias to a viewer %s [DST-135] [WEB-180] [TLS-035] [DTD-165]', async (_which, options) => {
    const { connect } = await edgeOf(vip, { strictTls: true });
    const { certificate, answer } = await connect(options, 'www.example.com');
    expect(names(certificate, 'www.example.com')).toBe(true);
    expect(answer).toMatch(SERVED);
  });

  test('for all clients is told by its name first, and by its port only for other names [TLS-035]', async () => {
    const { connect, domainName } = await edgeOf(vip, { strictTls: true });
    expect(names((await connect({ servername: domainName })).certificate, domainName)).toBe(true);
    expect(names((await connect({ servername: 'other.example.org' })).certificate, 'www.example.com')).toBe(true);
  });

  test('has the names and the kind of key of the certificate that the templates have', async () => {
    const resources = {
      Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: 'example.com', SubjectAlternativeNames: ['*.example.com'], KeyAlgorithm: 'EC_prime256v1' } },
    };
    const { connect } = await edgeOf(own({ AcmCertificateArn: { Ref: 'Certificate' } }), { resources });
    const { certificate } = await connect({ servername: 'www.example.com' });
    expect(certificate?.checkHost('www.example.com')).toBe('*.example.com');
    expect([names(certificate, 'example.com'), certificate?.publicKey.asymmetricKeyType]).toEqual([true, 'ec']);
  });

  test('shows another one when its aliases change, and keeps the old one where they do not', async () => {
    const { connect, change } = await edgeOf(own());
    const before = await connect({ servername: 'www.example.com' });
    await change({ ...own(), Comment: 'changed' });
    expect((await connect({ servername: 'www.example.com' })).certificate?.fingerprint256).toBe(before.certificate?.fingerprint256);
    await change({ ...own(), Aliases: ['www.example.net'] });
    expect(names((await connect({ servername: 'www.example.net' })).certificate, 'www.example.net')).toBe(true);
  });
});

describe('a distribution changes in place', () => {
  const shown = async ({ connect }: Awaited<ReturnType<typeof edgeOf>>, servername: string) => (await connect({ servername })).certificate!;

  test('to another certificate for the same names [TLS-069]', async () => {
    const old = { AcmCertificateArn: undefined, IamCertificateId: 'AS1A2M3P4L5E67SIIXR3J' };
    const edge = await edgeOf(own(old));
    const before = await shown(edge, 'www.example.com');
    await edge.change(own({ ...old, IamCertificateId: 'AS9NEWM3P4L5E67SIIXR3J' }));
    const after = await shown(edge, 'www.example.com');
    expect(names(after, 'www.example.com')).toBe(true);
    expect(after.fingerprint256).not.toBe(before.fingerprint256);
  });

  test('to the default certificate [TLS-072]', async () => {
    const edge = await edgeOf(vip, { strictTls: true });
    await edge.change({ ...CONFIG, Aliases: [], ViewerCertificate: { CloudFrontDefaultCertificate: true } });
    for (const options of [{ servername: edge.domainName }, {}]) expect((await edge.connect(options, edge.domainName)).certificate?.checkHost(edge.domainName)).toBe('*.cloudfront.net');
  });

  test('from dedicated IP addresses to SNI, which viewers without SNI alone can tell [TLS-077]', async () => {
    const edge = await edgeOf(vip, { strictTls: true });
    const answers = async () => {
      const [withSni, without] = [await edge.connect({ servername: 'www.example.com' }), await edge.connect({}, 'www.example.com')];
      return [SERVED.test(withSni.answer), SERVED.test(without.answer)];
    };
    expect(await answers()).toEqual([true, true]);
    await edge.change(own());
    expect(await answers()).toEqual([true, false]);
  });
});

describe('a distribution without a certificate of its own', () => {
  test('shows that of *.cloudfront.net [TLS-030]', async () => {
    const { connect, domainName } = await edgeOf(byDefault, { strictTls: true });
    const { certificate, answer } = await connect({ servername: domainName });
    expect(certificate?.checkHost(domainName)).toBe('*.cloudfront.net');
    expect(answer).toMatch(SERVED);
  });

  test('serves viewers without SNI [TLS-038]', async () => {
    const { connect, domainName } = await edgeOf(byDefault, { strictTls: true });
    const { certificate, answer } = await connect({}, domainName);
    expect(certificate?.checkHost(domainName)).toBe('*.cloudfront.net');
    expect(answer).toMatch(SERVED);
  });

  test.each(['localhost', 'site.localhost', '127.0.0.1'])('is reached as https://%s with a certificate for that', async (host) => {
    const { connect } = await edgeOf(byDefault, { strictTls: true });
    const { certificate, answer } = await connect(host === '127.0.0.1' ? {} : { servername: host }, host);
    expect(host === '127.0.0.1' ? certificate?.checkIP(host) : certificate?.checkHost(host)).toBeTruthy();
    expect(answer).toMatch(SERVED);
  });
});

test('distributions that share an address are told by the server name alone [TLS-036]', async () => {
  const config = (alias: string) => ({ ...own(), Enabled: true, Aliases: [alias] });
  const resources = {
    Other: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config('www.example.net') } },
  };
  const { connect } = await edgeOf(config('www.example.com'), { resources, strictTls: true });
  for (const [alias, other] of [['www.example.com', 'www.example.net'], ['www.example.net', 'www.example.com']]) {
    const { certificate, answer } = await connect({ servername: alias });
    expect([names(certificate, alias), names(certificate, other)]).toEqual([true, false]);
    expect(answer).toMatch(SERVED);
  }
});

test('the certificate of a tenant is shown for its domain, before that of its distribution [DTD-244]', async () => {
  const certificate = (DomainName: string) => ({ Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName } });
  const tenant = (domain: string, more: object = {}) => ({
    Type: 'AWS::CloudFront::DistributionTenant',
    Properties: { DistributionId: { 'Fn::GetAtt': ['Site', 'Id'] }, Name: domain, Domains: [domain], ...more },
  });
  const resources = {
    Shared: certificate('*.example.com'),
    Own: certificate('one.example.com'),
    One: tenant('one.example.com', { Customizations: { Certificate: { Arn: { Ref: 'Own' } } } }),
    Two: tenant('two.example.com'),
    Three: tenant('three.example.org', { ManagedCertificateRequest: { ValidationTokenHost: 'cloudfront' } }),
  };
  const { connect } = await edgeOf({ ...own({ AcmCertificateArn: { Ref: 'Shared' } }), Aliases: undefined, ConnectionMode: 'tenant-only' }, { resources });
  const shown = async (servername: string) => (await connect({ servername })).certificate?.checkHost(servername);
  expect([await shown('one.example.com'), await shown('two.example.com'), await shown('three.example.org')]).toEqual(['one.example.com', '*.example.com', 'three.example.org']);
});

test('a certificate is shown at all edge locations, whatever the price class, and there is no setting to narrow that [TLS-034]', async () => {
  const { httpsPort } = await running({ ...own(), PriceClass: 'PriceClass_100' }, { origin: () => 'body' }, {}, { edgeLocations: ['FRA56-P6', 'IAD89-P1'], countryHeader: 'X-Country' });
  for (const [country, location] of [['DE', 'FRA56-P6'], ['US', 'IAD89-P1']]) {
    const { certificate, answer } = await handshake(httpsPort, { servername: 'www.example.com' }, `www.example.com\r\nX-Country: ${country}`);
    expect(names(certificate, 'www.example.com')).toBe(true);
    expect(answer).toMatch(new RegExp(`X-Amz-Cf-Pop: ${location}`, 'i'));
  }
  expect(KNOWN_PROPERTIES['AWS::CloudFront::Distribution'].filter((name) => /ViewerCertificate\./.test(name)).sort()).toEqual([
    'AcmCertificateArn', 'CloudFrontDefaultCertificate', 'IamCertificateId', 'MinimumProtocolVersion', 'SslSupportMethod',
  ].map((name) => `DistributionConfig.ViewerCertificate.${name}`));
});

test('a viewer of SSLv3 alone is not served, one of TLS 1.2 is [TLS-082]', async () => {
  const { connect, httpsPort } = await edgeOf(own({ MinimumProtocolVersion: 'TLSv1' }));
  const answerTo = (version: '0300' | '0301') => new Promise<Buffer>((resolve) => {
    const [random, suites] = ['11'.repeat(32), '002f0035'];
    const hello = Buffer.from(`${version}${random}000004${suites}0100`, 'hex');
    const socket = connectTo({ host: '127.0.0.1', port: httpsPort }).once('data', (chunk: Buffer) => {
      socket.destroy();
      resolve(chunk);
    });
    socket.write(Buffer.concat([Buffer.from([0x16, 3, 0, 0, hello.length + 4, 1, 0, 0, hello.length]), hello]));
  });
  const [ALERT, FATAL, HANDSHAKE_FAILURE, HANDSHAKE] = [0x15, 2, 40, 0x16];
  const refused = await answerTo('0300');
  expect([refused[0], refused[5], refused[6]]).toEqual([ALERT, FATAL, HANDSHAKE_FAILURE]);
  expect((await answerTo('0301'))[0]).toBe(HANDSHAKE);
  expect(await connect({ servername: 'www.example.com', maxVersion: 'TLSv1.2' })).toMatchObject({ protocol: 'TLSv1.2', answer: expect.stringMatching(SERVED) });
});

describe('a viewer needs at least the protocol of the security policy [WEB-182]', () => {
  const only = (version: 'TLSv1.1' | 'TLSv1.2') => ({ minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' }) as const;

  test('of the alias that it asks for, and a person is told what was missing', async () => {
    const { connect, notices } = await edgeOf(own({ MinimumProtocolVersion: 'TLSv1.2_2018' }));
    const refused = await connect({ ...only('TLSv1.1'), servername: 'www.example.com' });
    expect(refused).toEqual({ answer: '', error: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' });
    expect(notices).toContain('Site (TLSv1.2_2018) does not let a viewer in: it offers no protocol of the security policy');
    expect(await connect({ ...only('TLSv1.2'), servername: 'www.example.com' })).toMatchObject({ protocol: 'TLSv1.2', answer: expect.stringMatching(SERVED) });
  });

  test('which is TLSv1 for names of CloudFront', async () => {
    const { connect, domainName } = await edgeOf(own());
    expect(await connect({ ...only('TLSv1.1'), servername: domainName })).toMatchObject({ protocol: 'TLSv1.1', answer: expect.stringMatching(SERVED) });
  });
});
