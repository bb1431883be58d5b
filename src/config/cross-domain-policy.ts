import { escapeXml } from './escape-xml';

/** The file in which a server tells Flash Player whose pages may use it: `crossdomain.xml`. @param domains such as `www.example.com`; `*` for all */
export function crossDomainPolicy(domains: readonly string[]): string {
  return `<?xml version="1.0"?>\n<cross-domain-policy>${domains.map((domain) => `<allow-access-from domain="${escapeXml(domain)}"/>`).join('')}</cross-domain-policy>\n`;
}

/** The file in which a server tells Silverlight whose pages may use it: `clientaccesspolicy.xml`. @param domains such as `www.example.com`; `*` for all */
export function clientAccessPolicy(domains: readonly string[]): string {
  const uris = domains.map((domain) => `<domain uri="${domain === '*' ? domain : `http://${escapeXml(domain)}`}"/>`).join('');
  return `<?xml version="1.0"?>\n<access-policy><cross-domain-access><policy><allow-from http-request-headers="*">${uris}</allow-from>`
    + '<grant-to><resource path="/" include-subpaths="true"/></grant-to></policy></cross-domain-access></access-policy>\n';
}
