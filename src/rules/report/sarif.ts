import { Finding } from '../finding';
import { Level } from '../rule';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const LEVELS: { readonly [level in Level]: string } = { error: 'error', warning: 'warning', info: 'note' };

/** The report in SARIF 2.1.0, which code hosts and editors show beside the template. */
export function sarifReport(findings: readonly Finding[]): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const rules = ids.map((id) => ({ id, helpUri: `https://github.com/cdk-cloudfront-edge/cdk-cloudfront-edge/blob/main/docs/rules.md#${id}` }));
  const run = {
    tool: { driver: { name: 'cloudfront-edge', informationUri: 'https://github.com/cdk-cloudfront-edge/cdk-cloudfront-edge', rules } },
    results: findings.map((finding) => sarifResult(finding, ids)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

function sarifResult({ rule, level, message, fix, location, file }: Finding, ids: readonly string[]) {
  const path = [location.logicalId, location.path].filter((part) => part !== '').join('.');
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: LEVELS[level],
    message: { text: `${message} Fix: ${fix.replace(/\.$/, '')}.` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: encodeURI((file ?? location.template).replace(/\\/g, '/')) } },
      logicalLocations: [{ fullyQualifiedName: path, kind: 'member' }],
    }],
  };
}
