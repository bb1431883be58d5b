import { X509Certificate } from 'node:crypto';
import { selfSignedCertificate } from '../../../src/local/tls/certificate';

test('a certificate covers the names and addresses that it is made for', async () => {
  const { cert, key } = await selfSignedCertificate(['localhost', '*.example.com', '127.0.0.1', '::1', 'localhost']);
  const certificate = new X509Certificate(cert);
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkHost('www.example.com')).toBe('*.example.com');
  expect(certificate.checkHost('example.net')).toBeUndefined();
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkIP('::1')).toBe('::1');
  expect(key).toContain('PRIVATE KEY');
});
