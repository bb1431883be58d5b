import type { Edition, Quotas } from '../../src/config';
import { checkTemplates, Finding, RULE_SETS } from '../../src/rules';

type Json = { readonly [property: string]: unknown };

/** Where a fragment of a table is put. `resources` takes whole resources by logical id. */
type Place = 'distribution' | 'streamingDistribution' | 'defaultBehavior' | 'behavior' | 'origin' | 'resources' | `AWS::${string}`;

/** Where fragments are put, and how strictly they are checked. */
export interface Surroundings {
  readonly in: Place;
  readonly edition?: Edition;
  readonly quotas?: Partial<Quotas>;
  /** Region of the stack. @default - unknown */
  readonly region?: string;
  /** Directories of file assets, by hash. */
  readonly assets?: { readonly [hash: string]: string };
  /** The fragment that is deployed now. */
  readonly deployed?: Json;
  /** When it is checked, in milliseconds since the epoch. */
  readonly now?: number;
}

/** The cases of one rule: what it rejects, and what it lets pass. */
export interface RuleCases extends Surroundings {
  readonly rejects: readonly Json[];
  readonly accepts: readonly Json[];
  /** The property that every rejection is reported at, below the fragment; `Id.Property` for `resources`. */
  readonly at: string;
  /** What the message and the fix of every rejection say. */
  readonly message?: RegExp;
}

const ORIGIN = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
const DEFAULT_BEHAVIOR = { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };

/** Resources with a fragment in its place, and the path that leads to the fragment. */
const PLACES: { readonly [place: string]: (fragment: Json) => { readonly resources: Json; readonly path: string } } = {
  distribution: (fragment) => ({ resources: distribution(fragment), path: 'DistributionConfig' }),
  defaultBehavior: (fragment) => ({
    resources: distribution({ DefaultCacheBehavior: { ...DEFAULT_BEHAVIOR, ...fragment } }), path: 'DistributionConfig.DefaultCacheBehavior',
  }),
  behavior: (fragment) => ({
    resources: distribution({ CacheBehaviors: [{ PathPattern: '/api/*', ...DEFAULT_BEHAVIOR, ...fragment }] }), path: 'DistributionConfig.CacheBehaviors[0]',
  }),
  origin: (fragment) => ({ resources: distribution({ Origins: [{ ...ORIGIN, ...fragment }] }), path: 'DistributionConfig.Origins[0]' }),
  streamingDistribution: (fragment) => ({ resources: streamingDistribution(fragment), path: 'StreamingDistributionConfig' }),
  resources: (fragment) => ({ resources: fragment, path: '' }),
};

/** A template's resources: one distribution, `Site`, with this in the place of the usual configuration. */
export function distribution(config: Json): Json {
  return {
    Site: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: { DistributionConfig: { Enabled: true, Origins: [ORIGIN], DefaultCacheBehavior: DEFAULT_BEHAVIOR, ...config } },
    },
  };
}

function streamingDistribution(config: Json): Json {
  return {
    Site: {
      Type: 'AWS::CloudFront::StreamingDistribution',
      Properties: {
        StreamingDistributionConfig: {
          Enabled: true,
          Comment: '',
          S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' },
          TrustedSigners: { Enabled: false },
          ...config,
        },
      },
    },
  };
}

/**
 * Declares the tests of one rule.
 *
 * @param title the rule's id, followed by the rows that it covers, such as `ttl-order [POL-014]`
 */
export function ruleTest(title: string, cases: RuleCases): void {
  const id = title.split(' ')[0];
  const rejects = cases.rejects.map((fragment) => [JSON.stringify(fragment), fragment] as const);
  const accepts = cases.accepts.map((fragment) => [JSON.stringify(fragment), fragment] as const);
  const unknownAt = cases.in === 'resources' ? cases.at.replace(/\.(?=.)/, '.Properties.') : cases.at;
  const unknowns = rejects.filter(([, fragment]) => withUnknown(fragment, unknownAt) !== undefined);
  describe(title, () => {
    test('is a rule that names these rows', () => expect(rowsOf(id)).toEqual(expect.arrayContaining(claimedRows(title))));

    each(rejects, 'rejects %s', (fragment) => {
      expect(new Set(violationsOf(id, fragment, cases))).toEqual(new Set([expectedPlace(fragment, cases)]));
      const words = check(fragment, cases).filter(({ rule }) => rule === id).map(({ message, fix }) => `${message} Fix: ${fix}`);
      if (cases.message !== undefined) expect(words.join('\n')).toMatch(cases.message);
    });

    each(accepts, 'accepts %s', (fragment) => {
      const found = check(fragment, cases).filter(({ rule, level }) => rule === id || level === 'error');
      expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    });

    each(unknowns, 'is silent where the value of %s is unknown', (fragment) => {
      expect(violationsOf(id, withUnknown(fragment, unknownAt) as Json, cases)).not.toContain(expectedPlace(fragment, cases));
    });
  });
}

/** All findings about a distribution whose configuration has the fragment added, and about further resources beside it. */
export function checkDistribution(config: Json, resources: Json = {}): Finding[] {
  return check({ ...distribution(config), ...resources }, { in: 'resources' });
}

/** Where a rule speaks about a fragment, as `LogicalId.Property`. */
export function violationsOf(id: string, fragment: Json, cases: Surroundings): string[] {
  return check(fragment, cases).filter(({ rule }) => rule === id).map(({ location: { logicalId, path } }) => `${logicalId}.${path}`);
}

/** Jest's `test.each`, which an empty table does not fail. */
function each(table: readonly (readonly [string, Json])[], title: string, run: (fragment: Json) => void): void {
  if (table.length > 0) test.each(table)(title, (_, fragment) => run(fragment));
}

function claimedRows(title: string): string[] {
  return (title.match(/\[[A-Z]+-\d+\]/g) ?? []).map((row) => row.slice(1, -1));
}

function check(fragment: Json, { in: place, edition, quotas, region, assets, deployed, now }: Surroundings): Finding[] {
  const source = (content: Json) => [{ name: 'Stack', region, assets, template: { Parameters: { Unknown: { Type: 'String' } }, Resources: put(content, place).resources } }];
  return checkTemplates(source(fragment), { edition, quotas, now, deployed: deployed && source(deployed) });
}

function put(fragment: Json, place: Place): { readonly resources: Json; readonly path: string } {
  const known = PLACES[place];
  return known === undefined ? { resources: { Site: { Type: place, Properties: fragment } }, path: '' } : known(fragment);
}

function expectedPlace(fragment: Json, { in: place, at }: RuleCases): string {
  if (place === 'resources') return at;
  return ['Site', put(fragment, place).path, at].filter((part) => part !== '').join('.');
}

/** The fragment with a property whose value only the deployment knows; undefined where the fragment does not reach that far. */
function withUnknown(fragment: unknown, path: string): unknown {
  const [, first, rest] = /^([^.[]+|\[\d+\])\.?(.*)$/.exec(path) ?? [];
  const key = first?.replace(/[[\]]/g, '');
  if (key === undefined || typeof fragment !== 'object' || fragment === null) return undefined;
  const inner = rest === '' ? { Ref: 'Unknown' } : withUnknown((fragment as Json)[key], rest);
  if (inner === undefined) return undefined;
  return Array.isArray(fragment) ? fragment.map((item, i) => (String(i) === key ? inner : item)) : { ...fragment, [key]: inner };
}

function rowsOf(id: string): readonly string[] {
  return RULE_SETS.flatMap((set) => Object.values(set).flat()).filter((rule) => rule.id === id).flatMap((rule) => rule.spec);
}
