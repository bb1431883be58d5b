import { Application, at, Resource, resourceAt } from '../config';
import { referred, referring } from './network-resources';
import { Rule, RuleSet, Subjects } from './rule';

const ACCESS_POINT = 'AWS::S3ObjectLambda::AccessPoint';
const CLOUDFRONT = '"cloudfront.amazonaws.com"';
const UNKNOWN_TEXT = '(known after';

/** One of the permissions that reading through an Object Lambda access point takes: on what, which resources can give it, and what they then say. */
interface Grant {
  readonly on: string;
  readonly givenBy: (point: Resource, application: Application) => readonly Resource[];
  readonly words: readonly string[];
  readonly allow: string;
}

/** The access point of S3 that an Object Lambda access point reads through. */
function supporting(point: Resource, application: Application): Resource[] {
  return referred(point, 'AWS::S3::AccessPoint', application);
}

const GRANTS: readonly Grant[] = [
  {
    on: 'the Object Lambda access point',
    givenBy: (point, application) => referring(point, 'AWS::S3ObjectLambda::AccessPointPolicy', application),
    words: [CLOUDFRONT, 's3-object-lambda:'],
    allow: 's3-object-lambda:Get* to cloudfront.amazonaws.com for aws:SourceArn',
  },
  { on: 'the S3 access point', givenBy: supporting, words: [CLOUDFRONT, '"s3:'], allow: 's3:* to cloudfront.amazonaws.com for aws:CalledVia s3-object-lambda.amazonaws.com' },
  {
    on: 'the bucket',
    givenBy: (point, application) => supporting(point, application).flatMap((access) => referred(access, 'AWS::S3::Bucket', application)).flatMap((bucket) => referring(bucket, 'AWS::S3::BucketPolicy', application)),
    words: ['s3:DataAccessPointAccount'],
    allow: '* to * for s3:DataAccessPointAccount',
  },
  {
    on: 'the function',
    givenBy: (point, application) => referred(point, 'AWS::Lambda::Function', application).flatMap((lambda) => referring(lambda, 'AWS::Lambda::Permission', application)),
    words: [CLOUDFRONT, 'lambda:Invoke'],
    allow: 'lambda:InvokeFunction to cloudfront.amazonaws.com',
  },
];

function isGiven({ givenBy, words }: Grant, point: Resource, application: Application): boolean {
  const texts = givenBy(point, application).map(({ stated }) => JSON.stringify(stated));
  return texts.some((text) => text.includes(UNKNOWN_TEXT) || words.every((word) => text.includes(word)));
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'object-lambda-grants',
    level: 'info',
    spec: ['OTD-011'],
    editions: ['current'],
    says: 'CloudFront reads through an S3 Object Lambda access point with four permissions',
    *check(site, { application }) {
      const own = resourceAt(site.location, application);
      for (const point of own === undefined ? [] : referred(own, ACCESS_POINT, application)) {
        if (supporting(point, application).length === 0) continue;
        const missing = GRANTS.filter((grant) => !isGiven(grant, point, application));
        if (missing.length === 0) continue;
        yield { at: at(site, 'Origins'), says: `${point.location.logicalId} lacks permissions on ${missing.map(({ on }) => on).join(', ')}`, fix: `allow ${missing.map(({ allow }) => allow).join('; ')}` };
      }
    },
  },
];

/** Rules about S3 Object Lambda access points as origins. */
export const objectLambdaRules: RuleSet = { distribution };
