import { at, IamPolicy, isKnown, knownItems, Location, PolicyStatement } from '../config';
import { Rule, RuleSet, Violation } from './rule';

/** An action of CloudFront in a statement, such as `GetDistribution` or `Get*`. */
interface Action {
  readonly name: string;
  /** As the template writes it. */
  readonly written: string;
  readonly statement: PolicyStatement;
  readonly at: Location;
}

/** Names that actions do not have, by what they look like, and the names that are meant. */
const MISNAMED: readonly { readonly looks: RegExp; readonly meant: string }[] = [
  { looks: /^PutDistribution(Config)?$|^UpdateDistributionConfig$/i, meant: 'UpdateDistribution' },
  { looks: /^PostDistribution(Config)?$/i, meant: 'CreateDistribution' },
  { looks: /^PutStreamingDistribution(Config)?$|^UpdateStreamingDistributionConfig$/i, meant: 'UpdateStreamingDistribution' },
  { looks: /^PostStreamingDistribution(Config)?$/i, meant: 'CreateStreamingDistribution' },
  { looks: /^(Create|Get|Update|List|Delete)(Rtmp|RTMP)Distributions?(Config)?$/, meant: 'CreateStreamingDistribution, GetStreamingDistribution and so on' },
  { looks: /^(Create|Get|Update|List|Delete)(Web|Download)Distributions?(Config)?$/i, meant: 'CreateDistribution, GetDistribution and so on' },
  { looks: /^(Delete|Update|Put|Post|Invalidate)Invalidations?$/i, meant: 'CreateInvalidation, GetInvalidation or ListInvalidations' },
  { looks: /^(Create|Get|Update|Put|Post|Delete|List)OriginAccessIdentit(y|ies)(Config)?$/i, meant: 'CreateCloudFrontOriginAccessIdentity, GetCloudFrontOriginAccessIdentity and so on' },
];

/** Actions that are written without prefix so often that they are recognised as CloudFront's. */
const BARE_ACTION = /^(Create|Get|Update|List|Delete)\w*(Distribution|Invalidation|OriginAccess(Identit|Control))\w*$/;

function actionsOf({ statements }: IamPolicy): Action[] {
  return statements.flatMap((statement) => ([['Action', statement.actions], ['NotAction', statement.notActions]] as const).flatMap(([property, actions]) => {
    const isList = Array.isArray(statement.stated[property]);
    return actions.flatMap((action, i) => {
      const [, name] = (isKnown(action) && /^cloudfront:(.*)$/is.exec(action)) || [];
      return name === undefined ? [] : [{ name, written: String(action), statement, at: at(statement, isList ? `${property}[${i}]` : property) }];
    });
  }));
}

function* eachAction(policy: IamPolicy, check: (action: Action) => Iterable<Violation>): Iterable<Violation> {
  for (const action of actionsOf(policy)) yield* check(action);
}

/** Statements that are about CloudFront alone. */
function ownStatements(policy: IamPolicy): PolicyStatement[] {
  return policy.statements.filter(({ actions }) => actions.length > 0 && knownItems(actions).length === actions.length && knownItems(actions).every((action) => /^cloudfront:/i.test(action)));
}

function* conditionKeys(policy: IamPolicy, refused: (key: string) => boolean, fix: string): Iterable<Violation> {
  for (const statement of ownStatements(policy)) {
    for (const [operator, keys] of Object.entries(statement.conditions)) {
      for (const key of Object.keys(keys).filter(refused)) yield { at: at(statement, `Condition.${operator}`), says: `the key ${key} is none that all of AWS has`, fix };
    }
  }
}

const CONDITION_KEY = { spec: ['IAM-013'], says: 'conditions about CloudFront use the keys that all of AWS has, aws:…' };

const iamPolicy: readonly Rule<IamPolicy>[] = [
  {
    id: 'iam-resource',
    level: 'error',
    spec: ['IAM-003'],
    editions: ['2014-10-21'],
    says: 'a statement about CloudFront is about all of its resources, *',
    *check(policy) {
      for (const statement of ownStatements(policy)) {
        const got = knownItems(statement.resources).find((resource) => resource !== '*');
        if (got !== undefined) yield { at: at(statement, 'Resource'), got, limit: '*', fix: 'write *, and restrict the actions' };
      }
    },
  },
  {
    id: 'iam-action-case',
    level: 'warning',
    spec: ['IAM-005'],
    says: 'actions of CloudFront begin with cloudfront:, in lower case',
    check: (policy) => eachAction(policy, function* ({ written, name, at: place }) {
      if (!written.startsWith('cloudfront:')) yield { at: place, got: written, fix: `write cloudfront:${name}` };
    }),
  },
  {
    id: 'iam-action-prefix',
    level: 'error',
    spec: ['IAM-005'],
    says: 'an action is named with the prefix of its service',
    *check({ statements }) {
      for (const statement of statements) {
        for (const [i, got] of statement.actions.entries()) {
          const isList = Array.isArray(statement.stated.Action);
          if (isKnown(got) && BARE_ACTION.test(got)) yield { at: at(statement, isList ? `Action[${i}]` : 'Action'), got, fix: `write cloudfront:${got}` };
        }
      }
    },
  },
  {
    id: 'iam-action-name',
    level: 'error',
    spec: ['IAM-007', 'IAM-008', 'IAM-009', 'IAM-010', 'IAM-011'],
    says: 'actions are named as the operations of the API are, not as its HTTP methods or products',
    check: (policy) => eachAction(policy, function* ({ name, written, at: place }) {
      const mistake = MISNAMED.find(({ looks }) => looks.test(name));
      if (mistake !== undefined) yield { at: place, got: written, says: 'CloudFront has no action of this name', fix: `use ${mistake.meant}` };
    }),
  },
  {
    id: 'iam-action-wildcard',
    level: 'warning',
    spec: ['IAM-019'],
    says: 'a wildcard takes in actions that CloudFront adds later',
    check: (policy) => eachAction(policy, function* ({ name, written, statement, at: place }) {
      const isWhole = name === '*' || /^(Get|List|Describe)[A-Za-z]*\*$/i.test(name);
      if (name.includes('*') && !isWhole && statement.effect === 'Allow') yield { at: place, got: written, fix: 'list the actions that are meant, or look again when CloudFront adds some' };
    }),
  },
  {
    id: 'iam-reports',
    level: 'warning',
    spec: ['IAM-012'],
    says: 'who is to see reports needs both cloudfront:Get* and cloudfront:List*',
    *check(policy) {
      const allowed = actionsOf(policy).filter(({ statement }) => statement.effect === 'Allow');
      const has = (verb: string) => allowed.find(({ name }) => name.toLowerCase() === `${verb}*`);
      for (const [given, missing] of [['get', 'List'], ['list', 'Get']]) {
        const action = has(given);
        if (action !== undefined && has(missing.toLowerCase()) === undefined) yield { at: action.at, got: action.written, fix: `add cloudfront:${missing}* if reports are to be seen` };
      }
    },
  },
  {
    ...CONDITION_KEY,
    id: 'iam-condition-key',
    level: 'warning',
    editions: ['current'],
    check: (policy) => conditionKeys(policy, (key) => /^cloudfront:/i.test(key), 'look the key up in the service authorization reference'),
  },
  {
    ...CONDITION_KEY,
    id: 'iam-condition-key-refused',
    level: 'error',
    editions: ['2014-10-21'],
    check: (policy) => conditionKeys(policy, (key) => !/^aws:/i.test(key), 'use a key such as aws:SourceIp'),
  },
];

/** Rules about who may do what with CloudFront. */
export const iamPolicyRules: RuleSet = { iamPolicy };
