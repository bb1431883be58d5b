/**
 * Writes docs/rules.md and docs/report.schema.json from the rules.
 * With `--check` it writes nothing, and fails when one of them is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Edition } from '../src/config';
import { ORIGIN_RULES, SAME_CONTENT } from '../src/edge';
import { Rule, RULE_SETS, TEMPLATE_RULES } from '../src/rules';

const DOCS = join(__dirname, '..', 'docs');
const EDITIONS: readonly Edition[] = ['current', '2014-10-21'];

type Described = Pick<Rule<never>, 'id' | 'level' | 'says' | 'spec' | 'apiError' | 'editions'>;

/** A rule about both kinds of distribution stands in two lists. */
const rules: readonly Described[] = [...new Set<Described>([...TEMPLATE_RULES, ...RULE_SETS.flatMap((set) => Object.values(set).flat() as Described[])])]
  .sort((one, other) => (one.id < other.id ? -1 : 1));

/** Rules about what origins answer, which the edge and `check-origins` follow. */
const originRules: readonly Described[] = [...ORIGIN_RULES, SAME_CONTENT];

function rulesPage(): string {
  const levels = ['error', 'warning', 'info'].map((level) => `${rules.filter((rule) => rule.level === level).length} of level ${level}`).join(', ');
  return [
    '# Rules',
    '',
    `${rules.length} rules: ${levels}. An error is what CloudFront refuses, or what can never work; a warning is what may be wrong.`,
    '',
    'In a CDK app, a finding is acknowledged on its construct, or on any construct above it:',
    '',
    '```ts',
    'Validations.of(distribution).acknowledge({ id: \'cloudfront-edge::root-object-missing\', reason: \'the origin has a start page\' });',
    '```',
    '',
    ...rules.flatMap(section),
    '# Rules about what origins answer',
    '',
    'The edge follows them while it runs, and `cloudfront-edge check-origins` asks origins for it.',
    '',
    ...originRules.flatMap(section),
  ].join('\n');
}

function section({ id, level, says, spec, apiError, editions = EDITIONS }: Described): string[] {
  const facts = [
    `level: ${level}`,
    ...(editions.length === EDITIONS.length ? [] : [`edition: ${editions.join(', ')}`]),
    ...(apiError === undefined ? [] : [`CloudFront answers: ${apiError}`]),
    ...(spec.length === 0 ? [] : [`specification: ${spec.join(', ')}`]),
  ];
  return [`## ${id}`, '', `${says[0].toUpperCase()}${says.slice(1)}.`, '', ...facts.map((fact) => `- ${fact}`), ''];
}

/** The JSON schema of `check --format json`, and of `check-origins`. */
function reportSchema(): string {
  const text = { type: 'string' };
  const textOrNull = { type: ['string', 'null'] };
  const count = { type: 'integer', minimum: 0 };
  const finding = {
    rule: { enum: [...rules, ...originRules].map(({ id }) => id) },
    level: { enum: ['error', 'warning', 'info'] },
    message: text,
    path: { ...text, description: 'below the resource\'s Properties' },
    resource: { ...text, description: 'logical id' },
    template: text,
    construct: { ...textOrNull, description: 'path of the construct, where the template tells' },
    fix: text,
    spec: { type: 'array', items: { ...text, pattern: '^[A-Z]{3}-\\d{3}$' } },
    apiError: { ...textOrNull, description: 'CloudFront\'s own error code' },
  };
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Report of cloudfront-edge check --format json, and of check-origins',
    ...object({ findings: { type: 'array', items: object(finding) }, summary: object({ errors: count, warnings: count, infos: count }) }),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function object(properties: { readonly [name: string]: unknown }) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function main(check: boolean): void {
  for (const [name, text] of [['rules.md', rulesPage()], ['report.schema.json', reportSchema()]]) {
    const file = join(DOCS, name);
    const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (isCurrent) continue;
    if (check) {
      console.error(`docs/${name} is out of date: run npx projen docs`);
      process.exitCode = 1;
    } else {
      writeFileSync(file, text);
    }
  }
}

main(process.argv.includes('--check'));
