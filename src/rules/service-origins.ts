import { at, AwsHostService, awsHostName, CacheBehavior, isKnown, knownItems, Origin, UNKNOWN } from '../config';
import { eachOrigin } from './each-origin';
import { isListed } from './header-names';
import { hostOf } from './origin-host';
import { accessControlOf, hasAccessControl, resourceOf } from './origin-resources';
import { Rule, RuleSet, Subjects } from './rule';
import { propertyThatSends, withholds } from './selections';
import { behaviorsTo, isBucket } from './target-origin';

/** The service of AWS whose name an origin has. */
function serviceOf(origin: Origin): AwsHostService | undefined {
  const host = hostOf(origin);
  return host === undefined ? undefined : awsHostName(host)?.service;
}

/** Services that are asked by their own Host only, with what they are called. */
const OWN_HOST: { readonly [service in AwsHostService]?: string } = { 'api-gateway': 'API Gateway', 'lambda': 'a function URL', 'mediapackagev2': 'MediaPackage v2' };

/** Services that speak HTTPS only. */
const HTTPS_ONLY: { readonly [service in AwsHostService]?: string } = { 'api-gateway': 'API Gateway', 'lambda': 'a function URL' };

/** Whether the origin gets the viewer's Host header, for certain. */
function forwardsHost(behavior: CacheBehavior): boolean {
  return propertyThatSends(behavior, 'Host') !== undefined;
}

/** What keeps the viewer's Host from an origin, by the property that sends it. */
const WITHOUT_HOST: { readonly [property: string]: string } = {
  'OriginRequestPolicyId': 'use Managed-AllViewerExceptHostHeader (b689b0a8-53d0-40ab-baf2-68738e2966ac)',
  'CachePolicyId': 'use a cache policy that does not have Host in its key',
  'ForwardedValues.Headers': 'take Host off the list',
};

/** Whether an origin answers to its own name alone, so that it gets no request with the viewer's Host at all. */
export function refusesOtherHosts(origin: Origin): boolean {
  return OWN_HOST[serviceOf(origin) ?? 'cloudfront'] !== undefined;
}

/** Whether a permission is for a function: by its ARN, the end of it, or its name alone. */
function isNameOf(name: unknown, arn: string): boolean {
  return typeof name === 'string' && name !== '' && (arn === name || arn.endsWith(`:${name}`));
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'service-origin-https',
    level: 'error',
    spec: ['OTD-159', 'OTD-163'],
    yieldsTo: ['origin-access-control-https'],
    says: 'API Gateway and function URLs speak HTTPS only',
    check: eachOrigin(function* (origin) {
      const name = HTTPS_ONLY[serviceOf(origin) ?? 'cloudfront'];
      if (name === undefined || origin.custom?.protocolPolicy !== 'http-only') return;
      yield { at: at(origin.custom, 'OriginProtocolPolicy'), got: 'http-only', limit: 'https-only', says: `${name} speaks HTTPS only`, fix: 'use https-only' };
    }),
  },
  {
    id: 'service-origin-host',
    level: 'warning',
    spec: ['OTD-138', 'OTD-161', 'POL-009'],
    says: 'a service of AWS answers to its own name, and refuses the Host of the viewer',
    check: eachOrigin(function* (origin, _, site) {
      const name = OWN_HOST[serviceOf(origin) ?? 'cloudfront'] ?? (isBucket(origin) && hasAccessControl(origin) ? 'a bucket with an access control' : undefined);
      if (name === undefined) return;
      for (const behavior of behaviorsTo(site, origin).filter(forwardsHost)) {
        const says = `it forwards the viewer's Host to ${name}, which answers 403 to it`;
        const property = propertyThatSends(behavior, 'Host')!;
        yield { at: at(behavior, property), says, fix: WITHOUT_HOST[property] };
      }
    }),
  },
  {
    id: 'mediastore-retired',
    level: 'warning',
    spec: ['OTD-021'],
    editions: ['current'],
    says: 'MediaStore ended on 13 November 2025: there are no containers any more',
    check: eachOrigin(function* (origin) {
      if (serviceOf(origin) === 'mediastore') yield { at: at(origin, 'DomainName'), got: origin.domainName, fix: 'move the content to an S3 bucket or to MediaPackage' };
    }),
  },
  {
    id: 'mediapackage-open',
    level: 'warning',
    spec: ['OTD-165'],
    says: 'a MediaPackage endpoint recognises CloudFront by the header X-MediaPackage-CDNIdentifier',
    check: eachOrigin(function* (origin) {
      const names = origin.customHeaders.map(({ name }) => name);
      const isSent = !names.every(isKnown) || isListed('X-MediaPackage-CDNIdentifier', knownItems(names));
      const isTold = origin.stated.OriginCustomHeaders === undefined || isKnown(origin.stated.OriginCustomHeaders);
      if (serviceOf(origin) === 'mediapackage' && !isSent && isTold) yield { at: at(origin, 'OriginCustomHeaders'), says: 'anyone can ask the endpoint past CloudFront', fix: 'switch CDN authorization on, and send its code in X-MediaPackage-CDNIdentifier' };
    }),
  },
  {
    id: 'load-balancer-open',
    level: 'warning',
    spec: ['OTD-155'],
    says: 'a public load balancer can be asked past CloudFront',
    check: eachOrigin(function* (origin) {
      if (origin.custom === undefined || serviceOf(origin) !== 'load-balancer' || origin.stated.OriginCustomHeaders !== undefined) return;
      yield { at: at(origin, 'OriginCustomHeaders'), says: 'anyone can ask the load balancer past CloudFront', fix: 'send a secret header that its listener requires, or use a VPC origin' };
    }),
  },
  {
    id: 'load-balancer-secret-http',
    level: 'warning',
    spec: ['OTD-156'],
    says: 'a secret header is safe by HTTPS only',
    check: eachOrigin(function* (origin) {
      if (origin.custom?.protocolPolicy !== 'http-only' || serviceOf(origin) !== 'load-balancer' || origin.customHeaders.length === 0) return;
      yield { at: at(origin.custom, 'OriginProtocolPolicy'), got: 'http-only', says: 'the custom headers go to the load balancer in clear', fix: 'use https-only, with a certificate for the name that is used' };
    }),
  },
  {
    id: 'load-balancer-certificate',
    level: 'warning',
    spec: ['OTD-157'],
    says: 'no certificate of one\'s own covers the name that AWS gives a load balancer',
    check: eachOrigin(function* (origin, _, site) {
      if (origin.custom?.protocolPolicy !== 'https-only' || serviceOf(origin) !== 'load-balancer') return;
      const behaviors = behaviorsTo(site, origin);
      if (behaviors.length === 0 || behaviors.some((behavior) => !isKnown(behavior.forwarding) || forwardsHost(behavior))) return;
      yield { at: at(origin, 'DomainName'), says: 'the certificate of the load balancer cannot cover its own ELB name, which CloudFront checks', fix: 'give the load balancer a name of your own, or forward the viewer\'s Host' };
    }),
  },
  {
    id: 'rest-api-stage',
    level: 'warning',
    spec: ['OTD-160'],
    says: 'a REST API is asked below the name of its stage',
    check: eachOrigin(function* (origin, { application }) {
      if (resourceOf(origin, application)?.type === 'AWS::ApiGateway::RestApi' && origin.path === '') yield { at: at(origin, 'OriginPath'), says: 'the stage is in no path, unless every viewer writes it', fix: 'set OriginPath to the stage, such as /prod' };
    }),
  },
  {
    id: 'function-url-auth',
    level: 'warning',
    spec: ['OTD-140'],
    says: 'a function URL that CloudFront signs for wants signatures by IAM, and one that it does not sign for wants none',
    check: eachOrigin(function* (origin, { application }) {
      const url = resourceOf(origin, application);
      const signs = hasAccessControl(origin);
      if (url?.type !== 'AWS::Lambda::Url' || signs === undefined) return;
      const auth = url.stated.AuthType;
      if (signs && auth === 'NONE') yield { at: at(origin, 'OriginAccessControlId'), says: `anyone can call ${url.location.logicalId} past CloudFront: its AuthType is NONE`, fix: 'set its AuthType to AWS_IAM' };
      if (!signs && auth === 'AWS_IAM') yield { at: at(origin, 'OriginAccessControlId'), says: `${url.location.logicalId} wants signatures (AuthType AWS_IAM), and CloudFront does not sign`, fix: 'give the origin an access control of type lambda' };
    }),
  },
  {
    id: 'function-url-permission',
    level: 'warning',
    spec: ['OTD-141'],
    says: 'CloudFront needs two permissions to call a function URL: lambda:InvokeFunctionUrl and, since October 2025, lambda:InvokeFunction',
    check: eachOrigin(function* (origin, { application }) {
      const url = resourceOf(origin, application);
      const target = url?.stated.TargetFunctionArn;
      if (url?.type !== 'AWS::Lambda::Url' || !hasAccessControl(origin) || typeof target !== 'string') return;
      const permissions = application.resources.filter(({ type }) => type === 'AWS::Lambda::Permission').map(({ stated }) => stated)
        .filter(({ FunctionName, Principal }) => [FunctionName, Principal].some((value) => value === UNKNOWN) || (isNameOf(FunctionName, target) && Principal === 'cloudfront.amazonaws.com'));
      if (permissions.some(({ Action, FunctionName, Principal }) => [Action, FunctionName, Principal].some((value) => value === UNKNOWN))) return;
      const missing = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'].filter((action) => !permissions.some(({ Action }) => Action === action || Action === 'lambda:*'));
      if (missing.length > 0) yield { at: at(origin, 'OriginAccessControlId'), says: `CloudFront lacks ${missing.join(' and ')} on the function`, fix: 'add an AWS::Lambda::Permission for cloudfront.amazonaws.com with the distribution as SourceArn' };
    }),
  },
  {
    id: 'no-override-authorization',
    level: 'warning',
    spec: ['OTD-137'],
    says: 'with no-override the Authorization header of a viewer counts where it reaches the origin',
    check: eachOrigin(function* (origin, { application }, site) {
      if (accessControlOf(origin, application)?.signingBehavior !== 'no-override') return;
      for (const behavior of behaviorsTo(site, origin)) {
        if (!withholds(behavior, 'Authorization')) continue;
        yield {
          at: at(behavior, behavior.cachePolicyId === undefined ? 'ForwardedValues' : 'CachePolicyId'),
          says: 'the viewer\'s Authorization does not reach the origin, so that every request is signed as with always',
          fix: 'list Authorization in a cache policy, or use Managed-AllViewerExceptHostHeader',
        };
      }
    }),
  },
];

/** Rules about origins of AWS services other than S3. */
export const serviceOriginRules: RuleSet = { distribution };
