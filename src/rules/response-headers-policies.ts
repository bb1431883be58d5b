import {
  at, CORS_METHODS, exceeds, FRAME_OPTIONS, HEADER_NAME, isKnown, isNoneOf, KEPT_RESPONSE_HEADERS, knownItems, LIMITS, PolicyHeader, REFERRER_POLICIES,
  ResponseHeadersPolicy, SECTION_HEADERS, SECURITY_SECTIONS, Value,
} from '../config';
import { isListed } from './header-names';
import { requiredProperties, shortComment, validName } from './policy-names';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { below } from './stated';
import { atMostCharacters, repetitions, withinQuota } from './values';

const SECTIONS = ['CorsConfig', 'SecurityHeadersConfig', 'CustomHeadersConfig', 'RemoveHeadersConfig', 'ServerTimingHeadersConfig'];
const SECURITY = 'SecurityHeadersConfig';

/** Custom headers with a name that is known, in lower case. */
function namesOf(custom: readonly PolicyHeader[]): { readonly header: PolicyHeader; readonly name: string }[] {
  return custom.flatMap((header) => (isKnown(header.name) && header.name !== '' ? [{ header, name: header.name.toLowerCase() }] : []));
}

/** What a section of the security headers says of one header. */
function securitySection({ stated }: ResponseHeadersPolicy, section: keyof typeof SECURITY_SECTIONS) {
  return below(below(stated, SECURITY), section);
}

function* securityValue(policy: ResponseHeadersPolicy, section: 'FrameOptions' | 'ReferrerPolicy', property: string, allowed: readonly string[]): Iterable<Violation> {
  const got = securitySection(policy, section)?.[property] as Value<string> | undefined;
  if (isNoneOf(got, allowed)) yield { at: at(policy, `${SECURITY}.${section}.${property}`), got, limit: allowed.join(', '), fix: 'use one of these' };
}

/** `*`, or an origin whose host has a `*` as its whole first label at most. In a port it may stand anywhere. */
const CORS_ORIGIN = /^(\*|([a-z][a-z0-9+.-]*:\/\/)?(\*\.)?[^*/:\s]+(:[\d*]+)?)$/i;

const responseHeadersPolicy: readonly Rule<Subjects['responseHeadersPolicy']>[] = [
  {
    id: 'response-headers-policy-required',
    level: 'error',
    spec: ['POL-113'],
    says: 'a response headers policy has a name, and at most 128 characters of comment',
    *check(policy) {
      yield* requiredProperties(policy, policy.stated, '', ['Name']);
      yield* validName(policy);
      yield* shortComment(policy);
    },
  },
  {
    id: 'response-headers-policy-empty',
    level: 'warning',
    spec: ['POL-114'],
    says: 'a response headers policy changes at least one header',
    *check(policy) {
      if (Object.keys(policy.stated).length > 0 && SECTIONS.every((section) => policy.stated[section] === undefined)) {
        yield { at: policy.location, fix: `add ${SECTIONS.slice(0, -1).join(', ')} or ${SECTIONS.slice(-1)}, or remove the policy` };
      }
    },
  },
  {
    id: 'cors-required',
    level: 'error',
    spec: ['POL-115'],
    says: 'a CORS section says which credentials, headers, methods and origins are allowed, and whether it replaces what the origin sends',
    check: ({ cors }) => (cors === undefined ? [] : requiredProperties(cors, cors.stated, '', [
      'AccessControlAllowCredentials', 'AccessControlAllowHeaders', 'AccessControlAllowMethods', 'AccessControlAllowOrigins', 'OriginOverride',
    ])),
  },
  {
    id: 'cors-methods',
    level: 'error',
    spec: ['POL-116'],
    apiError: 'InvalidArgument',
    says: 'a CORS section allows methods by name, or ALL alone',
    *check({ cors }) {
      for (const [i, got] of cors?.allowMethods.entries() ?? []) {
        const where = at(cors!, `AccessControlAllowMethods.Items[${i}]`);
        if (isNoneOf(got, ['ALL', ...CORS_METHODS])) yield { at: where, got, limit: ['ALL', ...CORS_METHODS].join(', '), fix: 'use one of these' };
        if (got === 'ALL' && cors!.allowMethods.length > 1) yield { at: where, got, fix: 'remove ALL, or all others' };
      }
    },
  },
  {
    id: 'cors-origins',
    level: 'error',
    spec: ['POL-117'],
    apiError: 'InvalidArgument',
    says: 'an allowed origin is *, or a host with or without scheme whose first label may be *',
    *check({ cors }) {
      for (const [i, got] of cors?.allowOrigins.entries() ?? []) {
        if (isKnown(got) && !CORS_ORIGIN.test(got)) {
          yield { at: at(cors!, `AccessControlAllowOrigins.Items[${i}]`), got, limit: '* for the whole first label of the host, such as https://*.example.org', fix: 'list each origin, or use * for a whole label' };
        }
      }
    },
  },
  {
    id: 'cors-origin-length',
    level: 'error',
    spec: ['DTD-117'],
    apiError: 'InvalidArgument',
    says: `an allowed origin has at most ${LIMITS.allowedOriginCharacters} characters`,
    *check({ cors }) {
      for (const [i, origin] of cors?.allowOrigins.entries() ?? []) yield* atMostCharacters(cors!, `AccessControlAllowOrigins.Items[${i}]`, origin, LIMITS.allowedOriginCharacters);
    },
  },
  {
    id: 'cors-credentials-headers',
    level: 'error',
    spec: ['POL-118'],
    apiError: 'InvalidArgument',
    says: 'where credentials are allowed, headers are listed by name',
    *check({ cors }) {
      if (cors?.allowCredentials !== true) return;
      for (const [i, got] of cors.allowHeaders.entries()) {
        if (isKnown(got) && got.includes('*')) yield { at: at(cors, `AccessControlAllowHeaders.Items[${i}]`), got, fix: 'list the headers, or set AccessControlAllowCredentials to false' };
      }
    },
  },
  {
    id: 'cors-credentials-wildcard',
    level: 'warning',
    spec: ['POL-119'],
    says: 'browsers refuse an answer with credentials that allows * as origin or as exposed header',
    *check({ cors }) {
      if (cors?.allowCredentials !== true) return;
      const lists = { AccessControlAllowOrigins: cors.allowOrigins, AccessControlExposeHeaders: cors.exposeHeaders };
      for (const [list, items] of Object.entries(lists)) {
        for (const [i, got] of items.entries()) if (got === '*') yield { at: at(cors, `${list}.Items[${i}]`), got, fix: 'list each, or set AccessControlAllowCredentials to false' };
      }
    },
  },
  {
    id: 'cors-max-age',
    level: 'error',
    spec: ['POL-120'],
    apiError: 'InvalidArgument',
    says: 'browsers keep the answer to a preflight for a whole number of seconds that is not negative',
    *check({ cors }) {
      const got = cors?.maxAge;
      if (isKnown(got) && !(Number.isInteger(got) && got >= 0)) yield { at: at(cors!, 'AccessControlMaxAgeSec'), got, limit: '0 seconds or more', fix: 'use a whole number from 0' };
    },
  },
  {
    id: 'security-headers-required',
    level: 'error',
    spec: ['POL-121'],
    says: 'each security header has its value, and says whether it replaces the one that the origin sends',
    *check(policy) {
      for (const [section, properties] of Object.entries(SECURITY_SECTIONS)) {
        yield* requiredProperties(policy, securitySection(policy, section as keyof typeof SECURITY_SECTIONS), `${SECURITY}.${section}.`, properties);
      }
    },
  },
  {
    id: 'frame-option',
    level: 'error',
    spec: ['POL-121'],
    apiError: 'InvalidArgument',
    says: 'X-Frame-Options is one of the two values that browsers know',
    check: (policy) => securityValue(policy, 'FrameOptions', 'FrameOption', FRAME_OPTIONS),
  },
  {
    id: 'referrer-policy',
    level: 'error',
    spec: ['POL-122'],
    apiError: 'InvalidArgument',
    says: 'Referrer-Policy is one of the documented values',
    check: (policy) => securityValue(policy, 'ReferrerPolicy', 'ReferrerPolicy', REFERRER_POLICIES),
  },
  {
    id: 'xss-protection-report',
    level: 'error',
    spec: ['POL-123'],
    apiError: 'InvalidArgument',
    says: 'X-XSS-Protection either blocks or reports',
    *check(policy) {
      const section = securitySection(policy, 'XSSProtection');
      const blocks = section?.ModeBlock === true || section?.ModeBlock === 'true';
      if (blocks && isKnown(section?.ReportUri)) yield { at: at(policy, `${SECURITY}.XSSProtection.ReportUri`), got: section.ReportUri, fix: 'remove ReportUri, or set ModeBlock to false' };
    },
  },
  {
    id: 'content-security-policy-quota',
    level: 'warning',
    spec: ['POL-124', 'DTD-117'],
    apiError: 'TooLongCSPInResponseHeadersPolicy',
    says: 'the content security policy is within the account\'s quota of characters',
    check: (policy, { quotas }) => atMostCharacters(
      policy, `${SECURITY}.ContentSecurityPolicy.ContentSecurityPolicy`,
      securitySection(policy, 'ContentSecurityPolicy')?.ContentSecurityPolicy as Value<string> | undefined, quotas.contentSecurityPolicyCharacters,
    ),
  },
  {
    id: 'custom-response-header-quota',
    level: 'warning',
    spec: ['POL-125', 'DTD-117'],
    apiError: 'TooManyCustomHeadersInResponseHeadersPolicy',
    says: 'the number of custom headers is within the account\'s quota',
    check: (policy, { quotas }) => withinQuota(policy, 'CustomHeadersConfig.Items', policy.custom.length, quotas, 'customHeadersPerResponseHeadersPolicy'),
  },
  {
    id: 'custom-response-header',
    level: 'error',
    spec: ['POL-126'],
    apiError: 'InvalidArgument',
    says: 'a custom header has a name, a value, which may be empty, and says whether it replaces the one that the origin sends',
    *check({ custom }) {
      for (const header of custom) {
        yield* requiredProperties(header, header.stated, '', ['Header', 'Value', 'Override']);
        yield* atMostCharacters(header, 'Header', header.name, LIMITS.customHeaderNameCharacters);
        yield* atMostCharacters(header, 'Value', header.value, LIMITS.customHeaderValueCharacters);
        const { Header: name } = header.stated;
        if (typeof name === 'string' && name !== '' && !HEADER_NAME.test(name)) yield { at: at(header, 'Header'), got: name, fix: 'give the name alone, as HTTP allows it' };
      }
    },
  },
  {
    id: 'custom-response-headers-length',
    level: 'error',
    spec: ['POL-126'],
    apiError: 'TooLongCustomHeadersInResponseHeadersPolicy',
    says: `names and values of all custom headers have at most ${LIMITS.customHeadersCharacters} characters together`,
    *check(policy) {
      const got = policy.custom.flatMap(({ name, value }) => knownItems([name, value])).join('').length;
      if (exceeds(got, LIMITS.customHeadersCharacters)) yield { at: at(policy, 'CustomHeadersConfig.Items'), says: `the headers have ${got} characters together`, limit: `${LIMITS.customHeadersCharacters}`, fix: 'remove or shorten some' };
    },
  },
  {
    id: 'custom-response-header-name',
    level: 'warning',
    spec: ['POL-127'],
    says: 'a custom header is named once, and has no section of its own',
    *check({ custom }) {
      const headers = namesOf(custom);
      for (const { index } of repetitions(headers.map(({ name }) => name))) {
        const { header } = headers[index];
        yield { at: at(header, 'Header'), got: header.name, says: 'another custom header has the same name', fix: 'keep one of them' };
      }
      for (const { header, name } of headers) {
        if (isListed(name, SECTION_HEADERS)) yield { at: at(header, 'Header'), got: header.name, fix: 'set it in CorsConfig, SecurityHeadersConfig or ServerTimingHeadersConfig' };
        else if (isListed(name, KEPT_RESPONSE_HEADERS)) yield { at: at(header, 'Header'), got: header.name, says: 'CloudFront sets this header itself', fix: 'remove it' };
      }
    },
  },
  {
    id: 'removed-response-header',
    level: 'error',
    spec: ['POL-128'],
    apiError: 'InvalidArgument',
    says: 'a removed header is none that CloudFront always sends',
    *check(policy) {
      for (const [i, got] of policy.remove.entries()) {
        if (isKnown(got) && isListed(got, KEPT_RESPONSE_HEADERS)) yield { at: at(policy, `RemoveHeadersConfig.Items[${i}].Header`), got, fix: 'remove it from the list' };
      }
    },
  },
  {
    id: 'server-timing-rate',
    level: 'error',
    spec: ['POL-129'],
    apiError: 'InvalidArgument',
    says: 'Server-Timing is sent with a share of the responses, from 0 to 100 percent, with at most four decimals',
    *check(policy) {
      const timing = below(policy.stated, 'ServerTimingHeadersConfig');
      yield* requiredProperties(policy, timing, 'ServerTimingHeadersConfig.', ['Enabled']);
      const rate = timing?.SamplingRate;
      if (!isKnown(rate)) return;
      const got = Number(rate);
      if (!(got >= 0 && got <= 100 && /^\d+(\.\d{1,4})?$/.test(String(got)))) {
        yield { at: at(policy, 'ServerTimingHeadersConfig.SamplingRate'), got: rate, limit: '0 to 100, with at most four decimals', fix: 'use a percentage' };
      }
    },
  },
  {
    id: 'removed-and-added-header',
    level: 'info',
    spec: ['POL-130'],
    says: 'headers are removed before others are added, so viewers get the added value',
    *check(policy) {
      const added = namesOf([...policy.custom, ...policy.security]).map(({ name }) => name);
      for (const [i, got] of policy.remove.entries()) {
        if (isKnown(got) && added.includes(got.toLowerCase())) {
          yield { at: at(policy, `RemoveHeadersConfig.Items[${i}].Header`), got, fix: 'set Override to true instead of removing it, or do not add it' };
        }
      }
    },
  },
];

/** Rules about response headers policies. */
export const responseHeadersPolicyRules: RuleSet = { responseHeadersPolicy };
