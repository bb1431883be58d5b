import { InspectedRequest } from './inspected-request';
import { Matcher, statementMatcher } from './statements';
import { AclHeader, CustomResponseBody, isKnown, knownOr, Statement, WebAcl, WebAclAction, WebAclRule, WebAclRuleGroup } from '../../config';
import { Decided } from '../decisions';

/** A web ACL made ready for requests. */
export interface CompiledWebAcl {
  /** How many bytes of a body it looks at; 0 when it looks at none. */
  readonly bodyLimit: number;
  /** Evaluates the rules in the order of their priorities, up to one that decides. */
  evaluate(request: InspectedRequest): Outcome;
}

/** What a web ACL does with a request. */
export interface Outcome {
  /** What decided: the action of a rule, or the default one. */
  readonly action: WebAclAction;
  /** The bodies that the action may name. */
  readonly responseBodies: ReadonlyMap<string, CustomResponseBody>;
  /** Headers that rules add to the request, in order. */
  readonly insertedHeaders: readonly AclHeader[];
  /** What each rule that matched, or could not be answered, came to; the decisive one last. */
  readonly findings: readonly RuleFinding[];
}

/** What a rule, or the default action, came to. */
export interface RuleFinding {
  readonly decided: Decided<'web-acl'>;
  /** The logical id of the web ACL. */
  readonly acl: string;
  /** The name of the rule; undefined for the default action. */
  readonly rule: string | undefined;
  /** The logical id of the rule group that has the rule. */
  readonly group: string | undefined;
  /** Why a rule was passed over. */
  readonly reason: string | undefined;
  /** The rule's path in the template. */
  readonly setting: string;
}

const DECIDED = { allow: 'allowed', block: 'blocked', count: 'counted', captcha: 'captcha', challenge: 'challenged' } as const;
const ALLOW: WebAclAction = { kind: 'allow', insertedHeaders: [], response: undefined };

export function compileWebAcl(acl: WebAcl): CompiledWebAcl {
  const rules = compileRules(acl);
  const defaultAction = acl.defaultAction ?? ALLOW;
  return {
    bodyLimit: acl.rules.some(({ statement }) => looksAtBody(statement)) ? acl.bodyLimit : 0,
    evaluate: (request) => {
      const evaluation = new Evaluation(acl, request);
      const decisive = evaluation.run(rules);
      if (decisive === undefined) evaluation.note(undefined, DECIDED[defaultAction.kind]);
      const { action, responseBodies } = decisive ?? { action: defaultAction, responseBodies: acl.responseBodies };
      return { action, responseBodies, insertedHeaders: [...evaluation.insertedHeaders, ...action.insertedHeaders], findings: evaluation.findings };
    },
  };
}

/** A rule made ready: what it asks, or the rules of the group that it refers to. */
interface CompiledRule {
  readonly config: WebAclRule;
  /** The rule group that has it. */
  readonly group: WebAclRuleGroup | undefined;
  readonly action: WebAclAction | undefined;
  readonly responseBodies: ReadonlyMap<string, CustomResponseBody>;
  /** Its labels, with the namespace. */
  readonly labels: readonly string[];
  readonly matches: Matcher;
  readonly rules: readonly CompiledRule[] | undefined;
}

function compileRules(owner: WebAclRuleGroup, reference?: Extract<Statement, { readonly kind: 'rule-group' }>): CompiledRule[] {
  return owner.rules.map((config) => {
    const { statement, action, labels } = config;
    return {
      config,
      group: reference?.group,
      action: (isKnown(config.name) ? reference?.overrides.get(config.name) : undefined) ?? action,
      responseBodies: owner.responseBodies,
      labels: labels.filter(isKnown).map((label) => owner.labelNamespace + label),
      matches: statementMatcher(statement, owner.labelNamespace),
      rules: statement.kind === 'rule-group' ? compileRules(statement.group, statement) : undefined,
    };
  });
}

/** A web ACL at work on one request. */
class Evaluation {
  public readonly findings: RuleFinding[] = [];
  public readonly insertedHeaders: AclHeader[] = [];

  public constructor(private readonly acl: WebAcl, private readonly request: InspectedRequest) {}

  /** The rule that decides, with what it decides; undefined when none does. */
  public run(rules: readonly CompiledRule[], countsOnly = false): { readonly action: WebAclAction; readonly responseBodies: CompiledRule['responseBodies'] } | undefined {
    for (const rule of rules) {
      if (rule.rules !== undefined) {
        const decisive = this.run(rule.rules, rule.config.countsOnly === true);
        if (decisive !== undefined) return decisive;
        continue;
      }
      if (!this.matches(rule)) continue;
      for (const label of rule.labels) this.request.labels.add(label);
      const { action, responseBodies } = rule;
      if (action === undefined) {
        this.note(rule, 'passed over', 'its action is not emulated');
      } else if (countsOnly || action.kind === 'count') {
        this.note(rule, 'counted');
        if (action.kind === 'count') this.insertedHeaders.push(...action.insertedHeaders);
        if (countsOnly && action.kind !== 'count') return undefined;
      } else {
        this.note(rule, DECIDED[action.kind]);
        return { action, responseBodies };
      }
    }
    return undefined;
  }

  public note(rule: CompiledRule | undefined, decided: RuleFinding['decided'], reason?: string): void {
    this.findings.push({
      decided,
      acl: this.acl.location.logicalId,
      rule: rule && knownOr(rule.config.name, ''),
      group: rule?.group?.location.logicalId,
      reason,
      setting: rule?.config.location.path ?? 'DefaultAction',
    });
  }

  private matches(rule: CompiledRule): boolean {
    const match = rule.matches(this.request);
    const reasons = this.request.takeReasons();
    if (match === undefined && reasons.length > 0) this.note(rule, 'passed over', reasons.join('; '));
    return match === true;
  }
}

function looksAtBody(statement: Statement): boolean {
  switch (statement.kind) {
    case 'and': case 'or': return statement.statements.some(looksAtBody);
    case 'not': return looksAtBody(statement.statement);
    case 'rate': return statement.scopeDown !== undefined && looksAtBody(statement.scopeDown);
    case 'rule-group': return statement.group.rules.some((rule) => looksAtBody(rule.statement));
    default: return 'inspection' in statement && ['body', 'json-body'].includes(statement.inspection.component.of);
  }
}
