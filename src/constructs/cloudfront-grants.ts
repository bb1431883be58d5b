import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';

/**
 * What somebody may do with all CloudFront resources of the account. What is about one distribution, its own `grant` and `grants` are for.
 *
 * @example
 * CloudFrontGrants.readAll(finance);
 * CloudFrontGrants.actions(operator, 'cloudfront:ListDistributions');
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security_iam_id-based-policy-examples.html
 */
export class CloudFrontGrants {
  /** Single actions.
   * @param actions such as `cloudfront:ListDistributions` */
  public static actions(grantee: IGrantable, ...actions: string[]): Grant {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: ['*'] });
  }

  /** Everything. */
  public static all(grantee: IGrantable): Grant {
    return CloudFrontGrants.actions(grantee, 'cloudfront:*');
  }

  /** Everything, but only by requests that come over SSL. */
  public static allOverSsl(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['cloudfront:*'], resourceArns: ['*'], conditions: { Bool: { 'aws:SecureTransport': 'true' } } });
  }

  /** To see everything, reports too, and change nothing. */
  public static readAll(grantee: IGrantable): Grant {
    return CloudFrontGrants.actions(grantee, 'cloudfront:Get*', 'cloudfront:List*');
  }

  /** To see and change all distributions, but neither invalidations nor origin access identities.
   * The rule `iam-action-wildcard` warns that it takes in what CloudFront adds later. */
  public static allDistributions(grantee: IGrantable): Grant {
    return CloudFrontGrants.actions(grantee, 'cloudfront:*Distribution*');
  }

  private constructor() {}
}
