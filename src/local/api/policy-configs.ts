import { Element, flag, items, list, number, part, text } from './element';

/** The elements of the configurations of policies, in the order in which CloudFront writes them. */

/** What a policy says of headers, cookies or query strings: a behavior, and names. */
const selection = (name: string, behavior: string, names: string) => (
  part(name, [text(behavior, { required: true }), list(names, 'Name')], { required: true, otherwise: { [behavior]: 'none' } })
);

const SELECTIONS: readonly Element[] = [
  selection('HeadersConfig', 'HeaderBehavior', 'Headers'),
  selection('CookiesConfig', 'CookieBehavior', 'Cookies'),
  selection('QueryStringsConfig', 'QueryStringBehavior', 'QueryStrings'),
];

export const CACHE_POLICY_CONFIG: readonly Element[] = [
  text('Comment', { otherwise: '' }),
  text('Name', { required: true }),
  number('DefaultTTL', { otherwise: 86_400 }),
  number('MaxTTL', { otherwise: 31_536_000 }),
  number('MinTTL', { required: true }),
  part('ParametersInCacheKeyAndForwardedToOrigin', [
    flag('EnableAcceptEncodingGzip', { required: true, otherwise: false }), flag('EnableAcceptEncodingBrotli', { otherwise: false }), ...SELECTIONS,
  ]),
];

export const ORIGIN_REQUEST_POLICY_CONFIG: readonly Element[] = [text('Comment', { otherwise: '' }), text('Name', { required: true }), ...SELECTIONS];

/** A list of texts that CloudFormation has in an object with Items. */
const wrapped = (name: string, itemName: string, required = false) => part(name, [items(itemName, 'Items')], { required });

const OVERRIDE = flag('Override', { required: true });

export const RESPONSE_HEADERS_POLICY_CONFIG: readonly Element[] = [
  text('Comment', { otherwise: '' }),
  text('Name', { required: true }),
  part('CorsConfig', [
    wrapped('AccessControlAllowOrigins', 'Origin', true),
    wrapped('AccessControlAllowHeaders', 'Header', true),
    wrapped('AccessControlAllowMethods', 'Method', true),
    flag('AccessControlAllowCredentials', { required: true }),
    wrapped('AccessControlExposeHeaders', 'Header'),
    number('AccessControlMaxAgeSec'),
    flag('OriginOverride', { required: true }),
  ]),
  part('SecurityHeadersConfig', [
    part('XSSProtection', [OVERRIDE, flag('Protection', { required: true }), flag('ModeBlock'), text('ReportUri')]),
    part('FrameOptions', [OVERRIDE, text('FrameOption', { required: true })]),
    part('ReferrerPolicy', [OVERRIDE, text('ReferrerPolicy', { required: true })]),
    part('ContentSecurityPolicy', [OVERRIDE, text('ContentSecurityPolicy', { required: true })]),
    part('ContentTypeOptions', [OVERRIDE]),
    part('StrictTransportSecurity', [OVERRIDE, flag('IncludeSubdomains'), flag('Preload'), number('AccessControlMaxAgeSec', { required: true })]),
  ]),
  part('ServerTimingHeadersConfig', [flag('Enabled', { required: true }), number('SamplingRate')]),
  part('CustomHeadersConfig', [items('ResponseHeadersPolicyCustomHeader', 'Items', [text('Header', { required: true }), text('Value', { required: true }), OVERRIDE])]),
  part('RemoveHeadersConfig', [items('ResponseHeadersPolicyRemoveHeader', 'Items', [text('Header', { required: true })])]),
];
