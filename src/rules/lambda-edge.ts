import { at, cacheBehaviorsOf, DEPRECATED_LAMBDA_RUNTIMES, EDGE_CODE_LIMITS, exceeds, isKnown, LambdaAssociation, LambdaFunction, Part, PolicyStatement, Stated, WebDistribution } from '../config';
import { packageBytes } from './lambda-package';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { below } from './stated';

const EDGE_PRINCIPAL = 'edgelambda.amazonaws.com';
const EDGE_RUNTIME = /^(nodejs|python)/;

/** Names of environment variables that Lambda itself sets. */
const RESERVED_VARIABLE = /^(_|AWS_|LAMBDA_|LANG$|PATH$|LD_LIBRARY_PATH$|NODE_PATH$|NODE_OPTIONS$|PYTHONPATH$|TZ$)/;

/** Functions of the application that run at the edge, with how each is used. */
function* each(site: WebDistribution, check: (lambda: LambdaFunction, association: LambdaAssociation) => Iterable<Violation>): Iterable<Violation> {
  for (const { lambdaAssociations } of cacheBehaviorsOf(site)) {
    for (const association of lambdaAssociations) if (association.function !== undefined) yield* check(association.function, association);
  }
}

/** A setting of Lambda that the edge does not have: where it is, and whether it is used. */
interface Unsupported {
  readonly property: string;
  readonly what: string;
  isUsed(stated: Stated): boolean;
}

/** Whether a property is there and says something: an empty list or object does not. */
function says(value: unknown): boolean {
  if (!isKnown(value) || value === null) return false;
  return typeof value === 'object' ? Object.values(value).some((inner) => inner !== undefined) : true;
}

const UNSUPPORTED: readonly Unsupported[] = [
  {
    property: 'Environment.Variables',
    what: 'environment variables',
    isUsed: (stated) => Object.keys(below(below(stated, 'Environment'), 'Variables') ?? {}).some((name) => !RESERVED_VARIABLE.test(name)),
  },
  { property: 'VpcConfig', what: 'access to a VPC', isUsed: ({ VpcConfig }) => says(VpcConfig) },
  { property: 'DeadLetterConfig', what: 'dead letter queues', isUsed: ({ DeadLetterConfig }) => says(DeadLetterConfig) },
  { property: 'Layers', what: 'layers', isUsed: ({ Layers }) => says(Layers) },
  { property: 'TracingConfig.Mode', what: 'X-Ray tracing', isUsed: (stated) => below(stated, 'TracingConfig')?.Mode === 'Active' },
  { property: 'PackageType', what: 'container images', isUsed: ({ PackageType }) => PackageType === 'Image' },
  { property: 'Architectures', what: 'arm64', isUsed: ({ Architectures }) => Array.isArray(Architectures) && Architectures.includes('arm64') },
  {
    property: 'EphemeralStorage.Size',
    what: `more than ${EDGE_CODE_LIMITS.lambdaStorage} MB of ephemeral storage`,
    isUsed: (stated) => Number(below(stated, 'EphemeralStorage')?.Size) > EDGE_CODE_LIMITS.lambdaStorage,
  },
  { property: 'Code.SourceKMSKeyArn', what: 'packages encrypted with a key of your own', isUsed: (stated) => says(below(stated, 'Code')?.SourceKMSKeyArn) },
  {
    property: 'RuntimeManagementConfig.UpdateRuntimeOn',
    what: 'runtime updates other than Auto',
    isUsed: (stated) => !['Auto', undefined].includes(knownText(below(stated, 'RuntimeManagementConfig')?.UpdateRuntimeOn)),
  },
];

function knownText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function* unsupported(part: Part, property: string, what: string): Iterable<Violation> {
  yield { at: at(part, property), says: `Lambda@Edge does not have ${what}`, fix: `remove ${property} from the function that runs at the edge` };
}

/** Whether a trust policy lets a service assume the role; `undefined` where the template does not tell. */
function trusts(statements: readonly PolicyStatement[], service: string): boolean | undefined {
  const principals = statements.filter(({ effect }) => effect === 'Allow').flatMap(({ principals: { Service = [], AWS = [] } }) => [...Service, ...AWS]);
  if (principals.some((principal) => principal === service || principal === '*')) return true;
  return principals.every(isKnown) && statements.every(({ effect }) => isKnown(effect)) ? false : undefined;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'lambda-role-trust',
    level: 'error',
    spec: ['FUN-129'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: 'the execution role of a function at the edge can be assumed by lambda.amazonaws.com and edgelambda.amazonaws.com',
    check: (site) => each(site, function* (lambda) {
      if (lambda.trust === undefined || lambda.trust.length === 0) return;
      for (const service of ['lambda.amazonaws.com', EDGE_PRINCIPAL]) {
        if (trusts(lambda.trust, service) === false) yield { at: at(lambda, 'Role'), says: `the role cannot be assumed by ${service}`, fix: `add ${service} to the role's AssumeRolePolicyDocument` };
      }
    }),
  },
  {
    id: 'lambda-unsupported',
    level: 'error',
    spec: ['FUN-130'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: 'a function at the edge uses only what Lambda@Edge has',
    check: (site) => each(site, function* (lambda) {
      for (const { property, what, isUsed } of UNSUPPORTED) if (isUsed(lambda.stated)) yield* unsupported(lambda, property, what);
      for (const version of lambda.versions) {
        if (says(version.stated.ProvisionedConcurrencyConfig)) yield* unsupported(version, 'ProvisionedConcurrencyConfig', 'provisioned concurrency');
      }
    }),
  },
  {
    id: 'lambda-runtime',
    level: 'error',
    spec: ['FUN-131'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: 'a function at the edge is written for Node.js or Python',
    check: (site) => each(site, function* (lambda) {
      const { runtime: got } = lambda;
      if (isKnown(got) && !EDGE_RUNTIME.test(got)) yield { at: at(lambda, 'Runtime'), got, limit: 'nodejs and python runtimes', fix: 'use a Node.js or Python runtime' };
    }),
  },
  {
    id: 'lambda-runtime-deprecated',
    level: 'warning',
    spec: ['FUN-132'],
    says: 'a function with a deprecated runtime runs on, but can be neither created nor updated',
    check: (site) => each(site, function* (lambda) {
      const { runtime: got } = lambda;
      if (isKnown(got) && (DEPRECATED_LAMBDA_RUNTIMES as readonly string[]).includes(got)) yield { at: at(lambda, 'Runtime'), got, fix: 'use a current version' };
    }),
  },
  {
    id: 'lambda-timeout',
    level: 'error',
    spec: ['FUN-133', 'DTD-119'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: `a function at the edge runs for at most ${EDGE_CODE_LIMITS.lambdaTimeoutSeconds} seconds`,
    check: (site) => each(site, function* (lambda) {
      const { timeout: got } = lambda;
      if (exceeds(got, EDGE_CODE_LIMITS.lambdaTimeoutSeconds)) yield { at: at(lambda, 'Timeout'), got, limit: `${EDGE_CODE_LIMITS.lambdaTimeoutSeconds} seconds`, fix: 'lower Timeout' };
    }),
  },
  {
    id: 'lambda-memory',
    level: 'error',
    spec: ['FUN-133', 'DTD-119'],
    apiError: 'ValidationException',
    says: `a Lambda function has ${EDGE_CODE_LIMITS.lambdaMemoryLeast} to ${EDGE_CODE_LIMITS.lambdaMemoryMost} MB of memory`,
    check: (site) => each(site, function* (lambda) {
      const { memorySize: got } = lambda;
      const { lambdaMemoryLeast: least, lambdaMemoryMost: most } = EDGE_CODE_LIMITS;
      if (exceeds(least, got) || exceeds(got, most)) yield { at: at(lambda, 'MemorySize'), got, limit: `${least} to ${most} MB`, fix: 'set MemorySize to a value between' };
    }),
  },
  {
    id: 'lambda-package',
    level: 'error',
    spec: ['FUN-133', 'DTD-119'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: 'the package of a function at the edge has at most 50 MB, compressed',
    check: (site) => each(site, function* (lambda) {
      const got = lambda.codeSource === undefined ? undefined : packageBytes(lambda.codeSource);
      if (exceeds(got, EDGE_CODE_LIMITS.lambdaPackageBytes)) yield { at: at(lambda, 'Code'), says: `the package has ${got} bytes; allowed: ${EDGE_CODE_LIMITS.lambdaPackageBytes}`, fix: 'bundle the code, without what it does not need' };
    }),
  },
  {
    id: 'lambda-viewer-memory',
    level: 'warning',
    spec: ['FUN-134'],
    says: 'AWS documents contradict each other on whether a function on viewer events may have more memory',
    check: (site) => each(site, function* (lambda, { eventType }) {
      const { memorySize: got } = lambda;
      if (!isKnown(eventType) || !eventType.startsWith('viewer-') || !exceeds(got, EDGE_CODE_LIMITS.lambdaViewerMemory)) return;
      yield { at: at(lambda, 'MemorySize'), got, limit: `${EDGE_CODE_LIMITS.lambdaViewerMemory} MB on ${eventType}`, fix: 'lower MemorySize, or run the function on an origin event' };
    }),
  },
  {
    id: 'lambda-function-quota',
    level: 'warning',
    spec: ['FUN-135', 'DTD-119'],
    apiError: 'TooManyDistributionsWithLambdaAssociations',
    says: 'the number of functions at the edge of one distribution is within the account\'s quota',
    *check(site, { quotas }) {
      const arns = cacheBehaviorsOf(site).flatMap(({ lambdaAssociations }) => lambdaAssociations.map(({ functionArn }) => functionArn)).filter(isKnown);
      const got = new Set(arns).size;
      if (exceeds(got, quotas.lambdaFunctionsPerDistribution)) {
        yield { at: site.location, says: `it has ${got} Lambda@Edge functions; allowed: ${quotas.lambdaFunctionsPerDistribution} unless AWS has raised the quota`, fix: 'use fewer, or state the raised quota lambdaFunctionsPerDistribution' };
      }
    },
  },
];

/** Rules about Lambda functions that run at the edge. */
export const lambdaEdgeRules: RuleSet = { distribution };
