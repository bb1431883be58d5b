import { Decision, OriginExchange, RequestRecord } from './message';

/** What was decided about a request, and why, in words: the request, a line for each decision and each request to an origin, the answer. */
export function explain(record: RequestRecord): string {
  const { request, host, status, resultType, edgeLocation, decisions, originRequests } = record;
  return [
    `${request.method} ${request.protocol}://${host}${request.url}${viewer(record)}`,
    ...decisions.map(decisionLine),
    ...originRequests.flatMap(originLines),
    `  ${'answer'.padEnd(STEP_WIDTH)}${status}${edgeLocation === '' ? '' : `, ${resultType}`}`,
  ].join('\n');
}

/** A decision in a sentence, without the setting that it rests on. */
export function sentence({ step, decided, because = {} }: Decision): string {
  const isGiven = (name: string) => because[name] !== undefined;
  const clauses = [SENTENCES[`${step} ${decided}`] ?? []].flat().filter((clause) => placeholders(clause).every(isGiven));
  if (clauses.length > 0) return clauses.join(', ').replace(PLACEHOLDER, (_text, name) => shown(because[name]));
  return [decided, ...Object.keys(because).filter(isGiven).map((name) => `${name} ${shown(because[name])}`)].join(', ');
}

/**
 * What each decision says, by step and outcome; `{name}` is what the decision rests on. Of several clauses those are said
 * whose names have a value. A decision without a sentence is shown as it is.
 */
const SENTENCES: { readonly [decision: string]: string | readonly string[] } = {
  'dns bucket': '{host} leads to {target}: S3 answers, without CloudFront',
  'edge-location nearest': '{location} has the lowest latency for the viewer',
  'limits URL too long': 'the URL has {bytes} bytes; CloudFront allows {limit}',
  'limits request too large': 'request line and headers have {bytes} bytes; CloudFront allows {limit}',
  'limits body too large': 'the body has {bytes} bytes; CloudFront allows {limit}',
  'distribution found': ['{host} is a domain name or alias of {distribution}', 'for its tenant {tenant}'],
  'distribution not found': 'no distribution has the domain name or alias {host}',
  'capacity capacity exceeded': 'CloudFront lacks the capacity to serve the request, as the edge was told to have it',
  'capacity limit exceeded': 'a limit of CloudFront has been reached, as the edge was told to have it',
  'certificate of another account': 'the connection is for {serverName}, whose certificate is of the account {account}, and {host} is of the account {other}',
  'distribution too many': 'the request has come through {passed} distributions; CloudFront allows {limit}',
  'distribution disabled': 'the distribution is disabled and serves nothing',
  'distribution staging': 'a staging distribution is reached through its primary distribution only',
  'distribution tenants only': 'viewers reach the distribution through the domains of its tenants only',
  'distribution tenant disabled': 'the tenant is disabled and serves nothing',
  'distribution connection group disabled': 'the connection group of the tenant is disabled and lets nobody through',
  'staging chosen': 'the staging distribution answers: {reason}',
  'staging not chosen': 'the primary distribution answers: {reason}',
  'geo-restriction country unknown': 'the country of {ip} is not known, so the viewer is served',
  'geo-restriction allowed': 'viewers from {country} are served ({list})',
  'geo-restriction blocked': 'viewers from {country} are not served ({list})',
  'web-acl allowed': ['the web ACL {acl} lets the request go on', 'by its rule {rule}', 'of the rule group {group}'],
  'web-acl blocked': ['the web ACL {acl} blocks the request', 'by its rule {rule}', 'of the rule group {group}'],
  'web-acl counted': ['the rule {rule} of the web ACL {acl} matches and only counts', 'in the rule group {group}'],
  'web-acl captcha': ['the web ACL {acl} asks for a puzzle to be solved', 'by its rule {rule}', 'of the rule group {group}'],
  'web-acl challenged': ['the web ACL {acl} challenges the viewer', 'by its rule {rule}', 'of the rule group {group}'],
  'web-acl passed over': ['the rule {rule} of the web ACL {acl} cannot be answered here and matches nothing: {reason}', 'in the rule group {group}'],
  'default-root-object invalid': 'the root is asked for, but {object} cannot be the name of a default root object',
  'default-root-object used': 'the root is asked for, so {object} is served',
  'cache-behavior matched': '{path} matches the path pattern {pattern}',
  'cache-behavior default': '{path} matches no path pattern, so the default cache behavior applies',
  'viewer-protocol redirected': 'the request came by HTTP, and the policy is {policy}',
  'viewer-protocol refused': 'the request came by HTTP, and the policy is {policy}',
  'method not allowed': '{method} is none of the allowed methods {allowed}',
  'method GET with a body': 'GET must not have a body',
  'signature granted': 'the signature by {key} grants the request ({policy} policy)',
  'signature refused': '{reason}',
  'cache not looked up': 'the cache is not asked: {reason}',
  'cache fresh': 'a copy of {age} s is fresh for {freshFor} s more',
  'cache stale while the origin fails': 'a copy of {age} s, which has expired, is served while the origin fails',
  'cache stale while it is revalidated': 'a copy of {age} s, which has expired, is served while the origin is asked for a newer one',
  'cache expired': 'a copy expired {seconds} s ago',
  'cache invalidated': 'the invalidation {invalidation} has removed the copy',
  'cache miss': ['{reason}', 'differing in {differs}'],
  'collapse shared': 'the answer to another request is shared: {reason}',
  'collapse not shared': 'the origin is asked again: {reason}',
  'origin failed': 'the origin gave no usable answer ({kind}): {reason}',
  'origin failed, stale copy served': 'the origin failed, so the expired copy is served; it is asked again in {askedAgainIn} s',
  'origin-shield hit': 'Origin Shield in {region} has the object',
  'origin-shield asked': 'the origin is asked through Origin Shield in {region}',
  'origin-group chosen': '{to} has the better picture, with a score of {score}, so it is asked first',
  'origin-group failed over': 'the primary origin answered {after}, so {to} is asked',
  'freshness cached': ['cached for {ttl} s', 'by {decided}', 'bounded by {clampedBy}'],
  'freshness kept': ['kept, though the origin is asked each time whether it is still good', 'by {decided}', 'bounded by {clampedBy}'],
  'freshness not cached': ['not cached', 'by {decided}', 'bounded by {clampedBy}', 'as answers with status {status} are not'],
  'freshness renewed': ['the origin has confirmed the copy', 'which is fresh for {ttl} s more', 'by {decided}', 'bounded by {clampedBy}'],
  'freshness error cached': 'the error {status} is cached for {ttl} s',
  'freshness error not cached': 'the error {status} is not cached',
  'error-page used': 'the error {error} is answered with the page {page} and status {status}',
  'error-page page missing': 'the error page {page} answered {status}, so the error itself is served',
  'compression compressed': 'compressed with {encoding}',
  'conditions not modified': 'the viewer has this version already',
  'conditions precondition failed': 'the object is not the one that the viewer requires',
  'range served': 'bytes {first} to {last} of {length} are served',
  'range several served': 'the bytes {ranges} of {length} are served in parts',
  'range ignored': 'the range {range} is not one that CloudFront reads, so the whole object is served',
  'range not satisfiable': 'the range {range} lies outside the {length} bytes of the object',
};

const STEP_WIDTH = 22;
const PLACEHOLDER = /\{(\w+)\}/g;

function decisionLine(decision: Decision): string {
  const setting = decision.setting === undefined ? '' : `  [${decision.setting}]`;
  return `  ${decision.step.padEnd(STEP_WIDTH)}${sentence(decision)}${setting}`;
}

function originLines({ originId, method, url, outcome, advice }: OriginExchange): string[] {
  return [
    `  ${'origin request'.padEnd(STEP_WIDTH)}${method} ${url} of ${originId}: ${outcome}`,
    ...advice.map(({ rule, says, fix }) => `  ${'advice'.padEnd(STEP_WIDTH)}${says}; ${fix}  [${rule}]`),
  ];
}

function viewer({ request: { ip, country } }: RequestRecord): string {
  return ` from ${ip}${country === undefined ? '' : ` in ${country}`}`;
}

function placeholders(clause: string): string[] {
  return [...clause.matchAll(PLACEHOLDER)].map(([, name]) => name);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
