import { at, isKnown, knownItems, ORIGIN_PORTS, CustomOriginConfig, Value, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { oneOf, required } from './values';

function* eachConfig({ origins }: WebDistribution, check: (config: CustomOriginConfig) => Iterable<Violation>): Iterable<Violation> {
  for (const { custom } of origins) if (custom !== undefined) yield* check(custom);
}

function* allowedPort(config: CustomOriginConfig, property: string, port: Value<number>): Iterable<Violation> {
  if (!isKnown(port) || (ORIGIN_PORTS.wellKnown as readonly number[]).includes(port)) return;
  if (Number.isInteger(port) && port >= ORIGIN_PORTS.from && port <= ORIGIN_PORTS.to) return;
  yield { at: at(config, property), got: port, limit: `80, 443 and ${ORIGIN_PORTS.from} to ${ORIGIN_PORTS.to}`, fix: 'let the server listen on an allowed port' };
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-protocol-policy',
    level: 'error',
    spec: ['WEB-047', 'TLS-010', 'OTD-028', 'OBJ-020', 'REQ-069', 'ORG-043'],
    says: 'a custom origin says by which protocol it is asked',
    check: (site, { facts }) => eachConfig(site, function* (config) {
      const isLegacy = !config.location.path.includes('.Origins[');
      if (!isLegacy) yield* required(config, 'OriginProtocolPolicy', `use ${facts.allowed.originProtocolPolicies.join(' or ')}`);
      if (config.protocolPolicy !== '') yield* oneOf(config, 'OriginProtocolPolicy', config.protocolPolicy, facts.allowed.originProtocolPolicies);
    }),
  },
  {
    id: 'origin-http-port',
    level: 'error',
    spec: ['WEB-053', 'OTD-026'],
    says: 'CloudFront asks origins on some ports only',
    check: (site) => eachConfig(site, (config) => allowedPort(config, 'HTTPPort', config.httpPort)),
  },
  {
    id: 'origin-https-port',
    level: 'error',
    spec: ['WEB-055', 'OTD-026'],
    says: 'CloudFront asks origins on some ports only',
    check: (site) => eachConfig(site, (config) => allowedPort(config, 'HTTPSPort', config.httpsPort)),
  },
  {
    id: 'origin-ssl-protocols',
    level: 'error',
    spec: ['OTD-030'],
    says: 'the protocols for HTTPS to an origin are ones that CloudFront speaks',
    check: (site, { facts }) => eachConfig(site, function* (config) {
      const protocols = isKnown(config.sslProtocols) ? config.sslProtocols : [];
      for (const [i, protocol] of protocols.entries()) yield* oneOf(config, `OriginSSLProtocols[${i}]`, protocol, facts.allowed.originSslProtocols);
    }),
  },
  {
    id: 'origin-ssl-protocols-insecure',
    level: 'warning',
    spec: ['OTD-031'],
    editions: ['current'],
    says: 'CloudFront asks origins by TLSv1.2; older protocols are insecure',
    check: (site) => eachConfig(site, function* (config) {
      const written = config.stated.OriginSSLProtocols === undefined ? [] : knownItems(config.sslProtocols);
      const old = written.filter((protocol) => ['SSLv3', 'TLSv1', 'TLSv1.1'].includes(protocol));
      if (old.length > 0 && config.protocolPolicy !== 'http-only') yield { at: at(config, 'OriginSSLProtocols'), got: old, limit: 'TLSv1.2', fix: 'list TLSv1.2 alone' };
    }),
  },
  {
    id: 'origin-https-port-unused',
    level: 'warning',
    spec: ['OTD-027'],
    says: 'an origin that is asked by HTTP only is never asked on its HTTPS port',
    check: (site) => eachConfig(site, function* (config) {
      if (config.protocolPolicy === 'http-only' && isKnown(config.httpsPort) && config.httpsPort !== 443) {
        yield { at: at(config, 'HTTPSPort'), got: config.httpsPort, says: 'the protocol policy is http-only, so the HTTPS port has no effect', fix: 'use https-only, or remove HTTPSPort' };
      }
    }),
  },
];

/** Rules about servers that are origins. */
export const customOriginRules: RuleSet = { distribution };
