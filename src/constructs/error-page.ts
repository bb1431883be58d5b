import { Duration } from 'aws-cdk-lib';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';

/** What viewers get in the place of an error. */
export interface ErrorPage {
  /** The status of the error that this is for, such as 404. */
  readonly errorCode: number;

  /**
   * The path of the page, such as `/errors/404.html`. A cache behavior leads it to an origin.
   * @default - the origin's error as it is
   */
  readonly pagePath?: string;

  /**
   * The status that viewers get with the page.
   * @default - the error's own status, when there is a page
   */
  readonly responseCode?: number;

  /**
   * The least time that the error is cached. Whole seconds.
   * @default - CloudFront's: 10 seconds
   */
  readonly cachingMinTtl?: Duration;
}

/** The CloudFormation value of an error page. */
export function renderErrorPage({ errorCode, pagePath, responseCode, cachingMinTtl }: ErrorPage): CfnDistribution.CustomErrorResponseProperty {
  return {
    errorCode,
    responsePagePath: pagePath,
    responseCode: responseCode ?? (pagePath === undefined ? undefined : errorCode),
    errorCachingMinTtl: cachingMinTtl?.toSeconds(),
  };
}
