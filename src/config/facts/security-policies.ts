/** The names of CloudFront's security policies, from the one that lets most viewers in to the strictest. */
export const SECURITY_POLICY_NAMES = [
  'SSLv3', 'TLSv1', 'TLSv1_2016', 'TLSv1.1_2016', 'TLSv1.2_2018', 'TLSv1.2_2019', 'TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025',
] as const;

/** The value of `MinimumProtocolVersion`. */
export type SecurityPolicyName = typeof SECURITY_POLICY_NAMES[number];

/** The policy of CloudFront's own domain names, and of certificates for which none is stated. */
export const DEFAULT_SECURITY_POLICY: SecurityPolicyName = 'TLSv1';

export type ViewerTlsProtocol = 'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** What viewers may use to encrypt their connections to CloudFront. */
export interface SecurityPolicy {
  /** It and all later ones may be used [DTD-161]. */
  readonly oldestProtocol: ViewerTlsProtocol;
  /** By OpenSSL's names, in the order in which CloudFront chooses among those that the viewer has [DTD-162]. */
  readonly ciphers: readonly string[];
  /** By OpenSSL's names, such as `RSA+SHA256` [DTD-164]. */
  readonly signatureSchemes: readonly string[];
}

/** Curves and groups for the exchange of keys, by OpenSSL's names [DTD-163]. */
export const KEY_EXCHANGE_GROUPS: readonly string[] = ['prime256v1', 'X25519', 'secp384r1'];

/** Groups for TLS 1.3 that withstand quantum computers [DTD-163]. */
export const POST_QUANTUM_GROUPS: readonly string[] = ['X25519MLKEM768', 'SecP256r1MLKEM768'];

const OLDEST_PROTOCOLS: { readonly [name in SecurityPolicyName]: ViewerTlsProtocol } = {
  'SSLv3': 'SSLv3',
  'TLSv1': 'TLSv1',
  'TLSv1_2016': 'TLSv1',
  'TLSv1.1_2016': 'TLSv1.1',
  'TLSv1.2_2018': 'TLSv1.2',
  'TLSv1.2_2019': 'TLSv1.2',
  'TLSv1.2_2021': 'TLSv1.2',
  'TLSv1.2_2025': 'TLSv1.2',
  'TLSv1.3_2025': 'TLSv1.3',
};

/** Something that policies have up to the one named last, but for an exception. */
type Entry = readonly [name: string, last: SecurityPolicyName, except?: SecurityPolicyName];

const CIPHERS: readonly Entry[] = [
  ['TLS_AES_128_GCM_SHA256', 'TLSv1.3_2025'],
  ['TLS_AES_256_GCM_SHA384', 'TLSv1.3_2025'],
  ['TLS_CHACHA20_POLY1305_SHA256', 'TLSv1.3_2025', 'TLSv1.2_2025'],
  ['ECDHE-ECDSA-AES128-GCM-SHA256', 'TLSv1.2_2025'],
  ['ECDHE-ECDSA-AES128-SHA256', 'TLSv1.2_2019'],
  ['ECDHE-ECDSA-AES128-SHA', 'TLSv1.1_2016'],
  ['ECDHE-ECDSA-AES256-GCM-SHA384', 'TLSv1.2_2025'],
  ['ECDHE-ECDSA-CHACHA20-POLY1305', 'TLSv1.2_2021'],
  ['ECDHE-ECDSA-AES256-SHA384', 'TLSv1.2_2019'],
  ['ECDHE-ECDSA-AES256-SHA', 'TLSv1.1_2016'],
  ['ECDHE-RSA-AES128-GCM-SHA256', 'TLSv1.2_2025'],
  ['ECDHE-RSA-AES128-SHA256', 'TLSv1.2_2019'],
  ['ECDHE-RSA-AES128-SHA', 'TLSv1.1_2016'],
  ['ECDHE-RSA-AES256-GCM-SHA384', 'TLSv1.2_2025'],
  ['ECDHE-RSA-CHACHA20-POLY1305', 'TLSv1.2_2021'],
  ['ECDHE-RSA-AES256-SHA384', 'TLSv1.2_2019'],
  ['ECDHE-RSA-AES256-SHA', 'TLSv1.1_2016'],
  ['AES128-GCM-SHA256', 'TLSv1.2_2018'],
  ['AES256-GCM-SHA384', 'TLSv1.2_2018'],
  ['AES128-SHA256', 'TLSv1.2_2018'],
  ['AES256-SHA', 'TLSv1.1_2016'],
  ['AES128-SHA', 'TLSv1.1_2016'],
  ['DES-CBC3-SHA', 'TLSv1'],
  ['RC4-MD5', 'SSLv3'],
];

const SIGNATURE_SCHEMES: readonly Entry[] = [
  ...['RSA-PSS+SHA256', 'RSA-PSS+SHA384', 'RSA-PSS+SHA512', 'RSA+SHA256', 'RSA+SHA384', 'RSA+SHA512', 'ECDSA+SHA256', 'ECDSA+SHA384', 'ECDSA+SHA512']
    .map((scheme): Entry => [scheme, 'TLSv1.3_2025']),
  ['RSA+SHA224', 'TLSv1.2_2021'],
  ['ECDSA+SHA224', 'TLSv1.2_2021'],
  ['RSA+SHA1', 'TLSv1.1_2016'],
  ['ECDSA+SHA1', 'TLSv1.1_2016'],
];

/** What a security policy says; a name that there is none of stands for the default policy. */
export function securityPolicy(name: string): SecurityPolicy {
  const known = SECURITY_POLICY_NAMES.find((candidate) => candidate === name) ?? DEFAULT_SECURITY_POLICY;
  return { oldestProtocol: OLDEST_PROTOCOLS[known], ciphers: allowedBy(known, CIPHERS), signatureSchemes: allowedBy(known, SIGNATURE_SCHEMES) };
}

function allowedBy(policy: SecurityPolicyName, entries: readonly Entry[]): readonly string[] {
  const isAllowed = ([, last, except]: Entry) => SECURITY_POLICY_NAMES.indexOf(policy) <= SECURITY_POLICY_NAMES.indexOf(last) && policy !== except;
  return entries.filter(isAllowed).map(([name]) => name);
}
