import { createHash } from 'crypto';
import { pathToFileURL } from 'url';
import { Finding } from '../finding';
import { belowWorkingDirectory, Place, Places } from './place';
import { Level } from '../rule';
import { fixOf, sentence } from '../wording';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const HOME = 'https://github.com/cdk-cloudfront-edge/cdk-cloudfront-edge';
const LEVELS: { readonly [level in Level]: string } = { error: 'error', warning: 'warning', info: 'note' };
const SEVERITIES: { readonly [level in Level]: string } = { error: 'error', warning: 'warning', info: 'recommendation' };

/**
 * The report in SARIF 2.1.0, which code hosts and editors show beside the code: where the program makes the construct, or else in the template.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(findings: readonly Finding[]): string {
  const firstOfRule = new Map(findings.map((finding) => [finding.rule, finding]));
  const ids = [...firstOfRule.keys()].sort();
  const places = new Places();
  const fingerprint = fingerprints();
  const run = {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    tool: { driver: { name: 'cloudfront-edge', version: (require('../../../package.json') as { version: string }).version, informationUri: HOME, rules: ids.map((id) => sarifRule(firstOfRule.get(id)!)) } },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => ({
      ruleId: finding.rule,
      ruleIndex: ids.indexOf(finding.rule),
      level: LEVELS[finding.level],
      message: { text: `${finding.message} ${fixOf(finding)}` },
      ...locations(finding, places),
      partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
    })),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

function sarifRule({ rule, level, says }: Finding) {
  const helpUri = `${HOME}/blob/main/docs/rules.md#${rule}`;
  return {
    id: rule,
    shortDescription: { text: sentence(says) },
    help: { text: `${sentence(says)} ${helpUri}`, markdown: `${sentence(says)} [About ${rule}](${helpUri})` },
    helpUri,
    defaultConfiguration: { level: LEVELS[level] },
    properties: { 'tags': ['cloudfront'], 'precision': 'very-high', 'problem.severity': SEVERITIES[level] },
  };
}

function locations(finding: Finding, places: Places) {
  const { location: { template, logicalId, path }, construct } = finding;
  const fullyQualifiedName = [logicalId, path].filter((part) => part !== '').join('.');
  const logicalLocations = [
    ...(fullyQualifiedName === '' ? [] : [{ fullyQualifiedName, kind: 'member' }]),
    ...(construct === undefined ? [] : [{ fullyQualifiedName: construct, kind: 'object' }]),
  ];
  const inTemplate = places.inTemplate(finding) ?? { file: template };
  const inProgram = places.inProgram(finding);
  return {
    locations: [{ physicalLocation: physicalLocation(inProgram ?? inTemplate), ...(logicalLocations.length === 0 ? {} : { logicalLocations }) }],
    ...(inProgram === undefined ? {} : { relatedLocations: [{ physicalLocation: physicalLocation(inTemplate), message: { text: 'The template has it here.' } }] }),
  };
}

function physicalLocation({ file, region }: Place) {
  const below = belowWorkingDirectory(file);
  return {
    artifactLocation: below === undefined ? { uri: pathToFileURL(file).href } : { uri: encodeURI(below), uriBaseId: '%SRCROOT%' },
    // Code hosts show no finding without a line.
    region: region ?? { startLine: 1 },
  };
}

/** Tells a finding apart from others, whatever line it is in: what it is about, and the how manieth of its kind it is. */
function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, location, construct }) => {
    const subject = JSON.stringify([rule, construct ?? [location.template, location.logicalId], location.path]);
    const hash = createHash('sha256').update(subject).digest('hex').slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}
