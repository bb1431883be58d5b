import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation, Stage, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { Quotas } from '../config';
import type { TemplateSource } from '../template';
import type { Finding } from './finding';

/** The CloudFront whose rules hold. */
export enum CloudFrontEdition {
  /** The present day. */
  CURRENT = 'current',
  /** The developer guide of 2014-10-21. */
  GUIDE_2014 = '2014-10-21',
}

/** How the rules check an app. */
export interface CloudFrontRulesProps {
  /**
   * The edition of CloudFront's rules.
   * @default CloudFrontEdition.CURRENT
   */
  readonly edition?: CloudFrontEdition;

  /**
   * Quotas that AWS has raised for the account, by name, such as `{ cacheBehaviorsPerDistribution: 100 }`.
   * @default - the quotas that every account has
   */
  readonly quotas?: { readonly [name: string]: number };
}

/** The rules of each app, by its root. */
const ENABLED = new WeakMap<IConstruct, CloudFrontRules>();

/**
 * CloudFront's rules, checked whenever the app is synthesised, on every CloudFront resource of every stack.
 *
 * Errors make `app.synth()` fail. A finding is acknowledged by its rule's id:
 * `Validations.of(construct).acknowledge({ id: 'cloudfront-edge::ttl-order', reason: '…' })`.
 */
export class CloudFrontRules implements IPolicyValidationPlugin {
  /**
   * Checks the app that a construct is in. The constructs of this package do so themselves;
   * an app that only has constructs of aws-cdk-lib calls it once. Further calls change only what their props state.
   *
   * @param scope any construct of the app
   * @param props edition and quotas
   */
  public static enable(scope: IConstruct, props: CloudFrontRulesProps = {}): void {
    const { root } = scope.node;
    if (!Stage.isStage(root)) return;
    refuseUnknownQuotas(props.quotas);
    const enabled = ENABLED.get(root);
    const rules = enabled ?? new CloudFrontRules();
    if (enabled === undefined) {
      ENABLED.set(root, rules);
      Validations.of(root).addPlugins(rules);
    }
    rules.props = { ...rules.props, ...props };
  }

  /** What stands before `::` in the ids that are acknowledged. */
  public readonly name: string = 'cloudfront-edge';

  private props: CloudFrontRulesProps = {};

  private constructor() { }

  /** Checks the synthesised templates. */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    // Loaded here, so that importing the package costs nothing of it.
    const { checkTemplates } = require('./check') as typeof import('./check');
    const findings = checkTemplates(templatesOf(context), { edition: this.props.edition, quotas: this.props.quotas as Partial<Quotas> });
    return { success: findings.every(({ level }) => level !== 'error'), violations: findings.map(violationOf) };
  }
}

/** All that the app has synthesised, assets and nested stacks included, as the command line reads it. */
function templatesOf({ appConstruct }: IPolicyValidationContext): TemplateSource[] {
  const { loadTemplates } = require('../template') as typeof import('../template');
  return loadTemplates((appConstruct as Stage).outdir);
}

function violationOf({ rule, level, message, fix, location, file, apiError, spec }: Finding): PolicyViolation {
  return {
    ruleName: rule,
    severity: level,
    description: location.path === '' ? message : `${location.path}: ${message}`,
    fix: `${fix} (docs/rules.md#${rule})`,
    ruleMetadata: { ...(apiError === undefined ? {} : { apiError }), ...(spec.length === 0 ? {} : { spec: spec.join(' ') }) },
    violatingResources: [{ resourceLogicalId: location.logicalId, templatePath: file ?? location.template, locations: [['Properties', location.path].filter((part) => part !== '').join('.')] }],
  };
}

function refuseUnknownQuotas(quotas: CloudFrontRulesProps['quotas']): void {
  if (quotas === undefined) return;
  const { QUOTAS } = require('../config') as typeof import('../config');
  const known = Object.keys(QUOTAS.current);
  for (const name of Object.keys(quotas)) {
    if (!known.includes(name)) throw new Error(`CloudFrontRules: there is no quota "${name}"; there are ${known.join(', ')}`);
  }
}
