import { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { apiOf, web } from './api-client';
import { change, create, get, refused } from './distribution-client';
import { certificateUsage, dedicatedIpCertificates } from '../../../src/local/iam/certificate-usage';
import { WWW } from '../iam/certificate-files';

type Api = ReturnType<typeof apiOf>;

const SECOND = 1000;
const upload = ({ certificates }: Api, name: string, path = '/cloudfront/', account?: string) => certificates.upload({ name, ...WWW, path }, account).id;
const showing = (IAMCertificateId: string, SSLSupportMethod: 'vip' | 'sni-only' = 'sni-only'): Partial<DistributionConfig> => ({
  ViewerCertificate: { IAMCertificateId, SSLSupportMethod, MinimumProtocolVersion: 'TLSv1' },
});
const own = (api: Api, certificate: string, method: 'vip' | 'sni-only', alias = 'www.example.com') => (
  create(api, { CallerReference: alias, Aliases: { Quantity: 1, Items: [alias] }, ...showing(certificate, method) })
);
const WRONG = refused('InvalidViewerCertificate', 400);

test('a certificate of another account, or for other services, or of nobody, is refused [TLS-057] [TLS-058] [TLS-062]', async () => {
  const api = apiOf({});
  for (const id of [upload(api, 'others', '/cloudfront/', '444455556666'), upload(api, 'elb', '/'), 'ASCANOBODYHASTHISONE1']) await expect(own(api, id, 'sni-only')).rejects.toMatchObject(WRONG);
  await own(api, upload(api, 'mine'), 'sni-only');
});

test('dedicated IP addresses need a permission, SNI needs none [TLS-059]', async () => {
  const api = apiOf({});
  const certificate = upload(api, 'www');
  api.limits.dedicatedIpCertificates = 0;
  await expect(own(api, certificate, 'vip')).rejects.toMatchObject(refused('TooManyCertificates', 400));
  const { Distribution } = await own(api, certificate, 'sni-only');
  await expect(change(api, Distribution!.Id!, showing(certificate, 'vip'))).rejects.toMatchObject(refused('TooManyCertificates', 400));
  api.limits.dedicatedIpCertificates = 2;
  await change(api, Distribution!.Id!, showing(certificate, 'vip'));
});

test('with the permission two certificates are for dedicated IP addresses, each at any number of distributions [TLS-060]', async () => {
  const api = apiOf({});
  const [first, second, third] = ['a', 'b', 'c'].map((name) => upload(api, name));
  await own(api, first, 'vip', 'a.example.com');
  await own(api, first, 'vip', 'b.example.com');
  await own(api, second, 'vip', 'c.example.com');
  await expect(own(api, third, 'vip', 'd.example.com')).rejects.toMatchObject(refused('TooManyCertificates', 400));
  await own(api, third, 'sni-only', 'd.example.com');
  api.limits.dedicatedIpCertificates = 3;
  await own(api, third, 'vip', 'e.example.com');
});

test('a certificate is deleted once no distribution shows it anywhere [TLS-068]', async () => {
  const api = apiOf({}, { deploymentTime: 10 * SECOND });
  const { Distribution } = await own(api, upload(api, 'www'), 'sni-only');
  api.clock.advance(10 * SECOND);
  expect(() => api.certificates.delete('www')).toThrow(/is being used by CloudFront. Remove it from E/);
  await change(api, Distribution!.Id!, { Aliases: { Quantity: 0 }, ViewerCertificate: { CloudFrontDefaultCertificate: true } });
  expect((await get(api, Distribution!.Id!)).Distribution!.Status).toBe('InProgress');
  expect(() => api.certificates.delete('www')).toThrow(/wait until their status is Deployed/);
  api.clock.advance(10 * SECOND);
  expect((await get(api, Distribution!.Id!)).Distribution!.Status).toBe('Deployed');
  api.certificates.delete('www');
});

test('during a rotation both certificates count, and no more once the old distribution has the default one [TLS-071] [TLS-074]', async () => {
  const api = apiOf({ Other: web() });
  const [old, next] = [upload(api, 'OLD'), upload(api, 'NEW')];
  const sites = [];
  for (const alias of ['a.example.com', 'b.example.com', 'c.example.com']) sites.push((await own(api, old, 'vip', alias)).Distribution!.Id!);
  const inUse = () => dedicatedIpCertificates(api.templates.newest.application.distributions);
  expect(inUse()).toBe(1);
  await change(api, sites[0], showing(next, 'vip'));
  expect(inUse()).toBe(2);
  const usage = certificateUsage(api.templates.newest.application.distributions, api.certificates, 0);
  expect(usage.map(({ name, dedicatedIp }) => [name, dedicatedIp])).toEqual([['OLD', sites.slice(1)], ['NEW', sites.slice(0, 1)]]);
  for (const site of sites.slice(1)) await change(api, site, { Aliases: { Quantity: 0 }, ViewerCertificate: { CloudFrontDefaultCertificate: true } });
  expect(inUse()).toBe(1);
  await change(api, sites[0], { Aliases: { Quantity: 0 }, ViewerCertificate: { CloudFrontDefaultCertificate: true } });
  expect(inUse()).toBe(0);
});
