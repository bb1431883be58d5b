import { Application, Edition, factsOf, Location, Quotas } from '../config';
import { conditionOutcomes, deployedFiles, deployedText, readTemplates, TemplateSource } from '../template';
import { Finding } from './finding';
import { Level, Rule, RuleContext, Subjects, Violation } from './rule';
import { RULE_SETS, SUBJECTS } from './subjects';
import { templateProblems } from './template-problems';
import { withConditions } from './under-conditions';
import { messageOf } from './wording';

/** How strictly, and for which CloudFront, to check. */
export interface CheckOptions {
  /** The edition of CloudFront's rules. @default 'current' */
  readonly edition?: Edition;
  /** Quotas that AWS has raised for the account, by name. @default - the edition's own */
  readonly quotas?: Partial<Quotas>;
  /** The templates that are deployed now, for what an update does not change or should not. @default - a first deployment */
  readonly deployed?: readonly TemplateSource[];
  /** When the templates are deployed, in milliseconds since the epoch. @default - now */
  readonly now?: number;
}

/**
 * Checks the templates of one application, for every outcome that their conditions can have.
 *
 * @returns all findings, each once, in the order of templates, resources and properties
 */
export function checkTemplates(sources: readonly TemplateSource[], options: CheckOptions = {}): Finding[] {
  const outcomes = conditionOutcomes(sources);
  const found = outcomes.map((outcome) => {
    const read = (templates: readonly TemplateSource[]) => readTemplates(templates, { edition: options.edition, unknownEnvironment: true, ...outcome });
    const application = read(sources);
    return { application, conditions: outcome.conditions, findings: checkApplication(application, options, options.deployed && read(options.deployed)) };
  });
  return found.length === 1 ? found[0].findings : withConditions(found).sort(byPlace);
}

/**
 * Checks an application that was read with `unknownEnvironment`, so that no rule judges an invented value.
 *
 * @param deployed the application as it is deployed now
 */
export function checkApplication(application: Application, { edition = 'current', quotas, now = Date.now() }: CheckOptions = {}, deployed?: Application): Finding[] {
  const facts = factsOf(edition);
  const context: RuleContext = { application, deployed, now, facts, quotas: { ...facts.quotas, ...quotas }, deployedFiles: filesOnce(), deployedText };
  const resources = new Map(application.resources.map((resource) => [placeOf(resource.location), resource]));
  const files = new Map(application.templates.map(({ name, file }) => [name, file]));
  const findings: Finding[] = [];
  const yields = new Map<string, readonly string[]>();
  const report = (rule: RuleFacts, violation: Violation) => {
    const resource = resources.get(placeOf(violation.at));
    if (rule.yieldsTo !== undefined) yields.set(rule.id, rule.yieldsTo);
    findings.push({
      rule: rule.id,
      level: rule.level,
      says: rule.says,
      message: messageOf(rule, violation),
      fix: violation.fix,
      location: violation.at,
      file: files.get(violation.at.template),
      resourceType: resource?.type ?? '',
      construct: resource?.constructPath,
      createdAt: resource?.createdAt,
      spec: rule.spec,
      apiError: rule.apiError,
    });
  };
  for (const { violation, ...rule } of templateProblems(application)) report(rule, violation);
  for (const subject of Object.keys(SUBJECTS) as (keyof Subjects)[]) checkSubject(subject, context, report);
  return distinct(withoutYielding(findings, yields)).sort(byPlace);
}

/** Leaves out what another finding of the same place tells better. */
function withoutYielding(findings: readonly Finding[], yields: ReadonlyMap<string, readonly string[]>): readonly Finding[] {
  if (yields.size === 0) return findings;
  const key = (rule: string, { template, logicalId, path }: Location) => `${rule} ${template} ${logicalId} ${path}`;
  const told = new Set(findings.map(({ rule, location }) => key(rule, location)));
  return findings.filter(({ rule, location }) => !yields.get(rule)?.some((better) => told.has(key(better, location))));
}

/** Reads the directory of each deployment once, however many rules look at it. */
function filesOnce(): RuleContext['deployedFiles'] {
  const read = new Map<string, ReturnType<typeof deployedFiles>>();
  return (content) => {
    const key = JSON.stringify([content.source, content.keyPrefix]);
    const files = read.get(key) ?? deployedFiles(content);
    read.set(key, files);
    return files;
  };
}

type RuleFacts = Pick<Rule<never>, 'id' | 'says' | 'spec' | 'apiError' | 'yieldsTo'> & { readonly level: Level };

function checkSubject<S extends keyof Subjects>(subject: S, context: RuleContext, report: (rule: RuleFacts, violation: Violation) => void): void {
  const rules = RULE_SETS.flatMap((set): readonly Rule<Subjects[S]>[] => set[subject] ?? []);
  const inForce = rules.filter(({ editions }) => editions === undefined || editions.includes(context.facts.edition));
  for (const part of SUBJECTS[subject](context.application)) {
    for (const rule of inForce) for (const violation of rule.check(part, context)) report(rule, violation);
  }
}

function placeOf({ template, logicalId }: Location): string {
  return `${template}/${logicalId}`;
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify([finding.rule, finding.location, finding.message]), finding])).values()];
}

function byPlace(one: Finding, other: Finding): number {
  return compare(one.location.template, other.location.template)
    || compare(one.location.logicalId, other.location.logicalId)
    || compare(withPaddedIndices(one.location.path), withPaddedIndices(other.location.path))
    || compare(one.rule, other.rule)
    || compare(one.message, other.message);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** So that item 10 of a list comes after item 9. */
function withPaddedIndices(path: string): string {
  return path.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
}
