import {
  at, CacheBehavior, cacheBehaviorsOf, EDGE_EVENTS, EdgeFunctionAssociation, isKnown, knownOr, LambdaAssociation, Selection, VIEWER_EVENTS,
  WebDistribution,
} from '../config';
import { accountOf } from './accounts';
import { codeOf } from './lambda-code';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { oneOf } from './values';

const FUNCTION_ARN = /^arn:aws[\w-]*:cloudfront::(\d{12}):function\/[\w-]{1,64}$/;
const VERSION_ARN = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+:\d+$/;
const LAMBDA_REGION = /^arn:aws[\w-]*:lambda:([\w-]+):/;

type Association = EdgeFunctionAssociation | LambdaAssociation;

function* eachBehavior(site: WebDistribution, check: (behavior: CacheBehavior) => Iterable<Violation>): Iterable<Violation> {
  for (const behavior of cacheBehaviorsOf(site)) yield* check(behavior);
}

function* eachFunction(site: WebDistribution, check: (association: EdgeFunctionAssociation) => Iterable<Violation>): Iterable<Violation> {
  for (const { functionAssociations } of cacheBehaviorsOf(site)) for (const association of functionAssociations) yield* check(association);
}

function* eachLambda(site: WebDistribution, check: (association: LambdaAssociation, behavior: CacheBehavior) => Iterable<Violation>): Iterable<Violation> {
  for (const behavior of cacheBehaviorsOf(site)) for (const association of behavior.lambdaAssociations) yield* check(association, behavior);
}

function associationsOf({ functionAssociations, lambdaAssociations }: CacheBehavior): readonly Association[] {
  return [...functionAssociations, ...lambdaAssociations];
}

function isOnViewer({ eventType }: Association): boolean {
  return isKnown(eventType) && (VIEWER_EVENTS as readonly string[]).includes(eventType);
}

/** Whether the code of a function is here and does not look at the query string. */
function ignoresQueryString({ function: lambda }: LambdaAssociation): boolean {
  const code = lambda && codeOf(lambda);
  return code !== undefined && !/query_?string/i.test(code);
}

/** Whether something is known to leave out a part of the query string. */
function cutsQueryString(selection: Selection | undefined): boolean {
  return selection !== undefined && selection.include !== 'all';
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'function-event-type',
    level: 'error',
    spec: ['FUN-001'],
    apiError: 'InvalidFunctionAssociation',
    says: 'a CloudFront Function runs on requests and responses of viewers; at the origin only Lambda@Edge does',
    check: (site) => eachFunction(site, (association) => oneOf(association, 'EventType', association.eventType, VIEWER_EVENTS as readonly string[])),
  },
  {
    id: 'lambda-event-type',
    level: 'error',
    spec: ['FUN-002'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: 'a Lambda@Edge function runs on one of four events',
    check: (site) => eachLambda(site, (association) => oneOf(association, 'EventType', association.eventType, EDGE_EVENTS as readonly string[])),
  },
  {
    id: 'edge-function-event-repeated',
    level: 'error',
    spec: ['FUN-003'],
    apiError: 'InvalidFunctionAssociation',
    yieldsTo: ['edge-function-mix'],
    says: 'on each event of a behavior runs one edge function at most, of either kind',
    check: (site) => eachBehavior(site, function* (behavior) {
      const all = associationsOf(behavior);
      for (const [i, association] of all.entries()) {
        const { eventType } = association;
        if (isKnown(eventType) && all.slice(0, i).some((earlier) => earlier.eventType === eventType)) {
          yield { at: at(association, 'EventType'), got: eventType, says: 'another edge function of this behavior runs on this event', fix: 'merge the two functions' };
        }
      }
    }),
  },
  {
    id: 'edge-function-mix',
    level: 'error',
    spec: ['FUN-004'],
    apiError: 'InvalidFunctionAssociation',
    says: 'a behavior has either CloudFront Functions or Lambda@Edge on its viewer events, not both',
    check: (site) => eachBehavior(site, function* ({ functionAssociations, lambdaAssociations }) {
      if (!functionAssociations.some(isOnViewer)) return;
      for (const lambda of lambdaAssociations.filter(isOnViewer)) {
        yield { at: at(lambda, 'EventType'), got: lambda.eventType, limit: 'origin-request, origin-response beside a CloudFront Function', fix: 'use one kind for both viewer events' };
      }
    }),
  },
  {
    id: 'function-account',
    level: 'error',
    spec: ['FUN-006'],
    says: 'a CloudFront Function is of the account of the distribution',
    check: (site, { application }) => eachFunction(site, function* (association) {
      const { functionArn: got } = association;
      const account = accountOf(site, application);
      const owner = isKnown(got) && association.function === undefined ? FUNCTION_ARN.exec(got)?.[1] : undefined;
      if (account !== undefined && owner !== undefined && owner !== account) yield { at: at(association, 'FunctionARN'), got, limit: `functions of account ${account}`, fix: 'create the function in that account' };
    }),
  },
  {
    id: 'function-arn',
    level: 'error',
    spec: ['FUN-007'],
    apiError: 'InvalidFunctionAssociation',
    says: 'a CloudFront Function is named by its ARN',
    check: (site) => eachFunction(site, function* (association) {
      const { functionArn: got } = association;
      if (!isKnown(got) || association.function !== undefined || FUNCTION_ARN.test(got)) return;
      const fix = LAMBDA_REGION.test(got) ? 'put Lambda functions into LambdaFunctionAssociations' : 'give the FunctionARN of the function';
      yield { at: at(association, 'FunctionARN'), got, limit: 'arn:aws:cloudfront::ACCOUNT:function/NAME', fix };
    }),
  },
  {
    id: 'lambda-version',
    level: 'error',
    spec: ['FUN-008'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: 'Lambda@Edge runs a numbered version of a function: neither $LATEST, nor an alias',
    check: (site) => eachLambda(site, function* (association) {
      const { functionArn: got } = association;
      if (isKnown(got) && !VERSION_ARN.test(got)) yield { at: at(association, 'LambdaFunctionARN'), got, limit: 'arn:aws:lambda:us-east-1:ACCOUNT:function:NAME:VERSION', fix: 'publish a version, and give its ARN' };
    }),
  },
  {
    id: 'lambda-region',
    level: 'error',
    spec: ['FUN-009'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: 'a Lambda@Edge function is in us-east-1, from where it is copied to all edge locations',
    check: (site) => eachLambda(site, function* (association) {
      const { functionArn: got } = association;
      const region = isKnown(got) ? LAMBDA_REGION.exec(got)?.[1] : undefined;
      if (region !== undefined && region !== 'us-east-1') yield { at: at(association, 'LambdaFunctionARN'), got, limit: 'us-east-1', fix: 'create the function in a stack in us-east-1' };
    }),
  },
  {
    id: 'lambda-include-body',
    level: 'error',
    spec: ['FUN-010'],
    apiError: 'InvalidLambdaFunctionAssociation',
    says: 'only functions that run on requests can have the body',
    check: (site) => eachLambda(site, function* (association) {
      const { eventType, includeBody } = association;
      if (includeBody === true && isKnown(eventType) && eventType.endsWith('-response')) yield { at: at(association, 'IncludeBody'), got: true, limit: 'false on responses', fix: 'remove IncludeBody' };
    }),
  },
  {
    id: 'edge-function-smooth-streaming',
    level: 'error',
    spec: ['FUN-011'],
    apiError: 'InvalidArgument',
    says: 'a behavior that serves Smooth Streaming has no edge functions',
    check: (site) => eachBehavior(site, function* (behavior) {
      if (behavior.smoothStreaming === true && associationsOf(behavior).length > 0) yield { at: at(behavior, 'SmoothStreaming'), got: true, fix: 'remove the functions, or set SmoothStreaming to false' };
    }),
  },
  {
    id: 'lambda-query-string',
    level: 'warning',
    spec: ['FUN-030'],
    says: 'a Lambda@Edge function at the origin sees the query strings that a policy of the behavior sends to the origin',
    check: (site) => eachLambda(site, function* (association, { cacheKey, forwarding }) {
      const { eventType: got } = association;
      if (!isKnown(got) || !got.startsWith('origin-') || ignoresQueryString(association)) return;
      if (cutsQueryString(knownOr(cacheKey, undefined)?.queryStrings) && cutsQueryString(knownOr(forwarding, undefined)?.queryStrings)) {
        yield { at: at(association, 'EventType'), got, fix: 'send all query strings by the cache policy or an origin request policy, if the function reads them' };
      }
    }),
  },
];

/** Rules about which edge functions a behavior runs, and when. */
export const edgeFunctionRules: RuleSet = { distribution };
