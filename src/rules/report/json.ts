import { Finding } from '../finding';
import { summaryOf } from './summary';

/** The report for programs; docs/report.schema.json describes it. */
export function jsonReport(findings: readonly Finding[]): string {
  return `${JSON.stringify({ findings: findings.map(jsonFinding), summary: summaryOf(findings) }, undefined, 2)}\n`;
}

function jsonFinding({ rule, level, message, fix, location, construct, spec, apiError }: Finding) {
  return {
    rule,
    level,
    message,
    path: location.path,
    resource: location.logicalId,
    template: location.template,
    construct: construct ?? null,
    fix,
    spec,
    apiError: apiError ?? null,
  };
}
