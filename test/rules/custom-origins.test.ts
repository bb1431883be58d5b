import { ruleTest } from './rule-test';

const config = (rest: object) => ({ CustomOriginConfig: { OriginProtocolPolicy: 'http-only', ...rest } });

ruleTest('origin-protocol-policy [WEB-047] [TLS-010] [OTD-028] [OBJ-020] [REQ-069] [ORG-043]', {
  in: 'origin',
  at: 'CustomOriginConfig.OriginProtocolPolicy',
  rejects: [{ CustomOriginConfig: {} }, config({ OriginProtocolPolicy: 'https' }), config({ OriginProtocolPolicy: 'ftp-only' })],
  accepts: [config({}), config({ OriginProtocolPolicy: 'match-viewer' }), config({ OriginProtocolPolicy: 'https-only' })],
});
ruleTest('origin-protocol-policy [OBJ-020]', {
  in: 'origin', at: 'CustomOriginConfig.OriginProtocolPolicy', edition: '2014-10-21', rejects: [config({ OriginProtocolPolicy: 'https-only' })], accepts: [config({}), config({ OriginProtocolPolicy: 'match-viewer' })],
});

const ports = (property: string) => ({
  in: 'origin' as const,
  at: `CustomOriginConfig.${property}`,
  rejects: [81, 1023, 65536, 0].map((port) => config({ [property]: port })),
  accepts: [80, 443, 1024, 65535, '8080'].map((port) => config({ [property]: port })),
  message: /allowed: 80, 443 and 1024 to 65535/,
});
ruleTest('origin-http-port [WEB-053] [OTD-026]', ports('HTTPPort'));
ruleTest('origin-https-port [WEB-055] [OTD-026]', ports('HTTPSPort'));

ruleTest('origin-ssl-protocols [OTD-030]', {
  in: 'origin',
  at: 'CustomOriginConfig.OriginSSLProtocols[1]',
  rejects: [config({ OriginSSLProtocols: ['TLSv1.2', 'TLSv1.3'] })],
  accepts: [config({ OriginSSLProtocols: ['TLSv1.1', 'TLSv1.2'] })],
});

ruleTest('origin-ssl-protocols-insecure [OTD-031]', {
  in: 'origin',
  at: 'CustomOriginConfig.OriginSSLProtocols',
  rejects: ['SSLv3', 'TLSv1', 'TLSv1.1'].map((old) => config({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2', old] })),
  accepts: [config({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] }), config({ OriginProtocolPolicy: 'https-only' }), config({ OriginSSLProtocols: ['TLSv1'] })],
});

ruleTest('origin-https-port-unused [OTD-027]', {
  in: 'origin',
  at: 'CustomOriginConfig.HTTPSPort',
  rejects: [config({ HTTPSPort: 8443 })],
  accepts: [config({ HTTPSPort: 443 }), config({}), config({ OriginProtocolPolicy: 'https-only', HTTPSPort: 8443 })],
});
