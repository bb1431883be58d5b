import { CfnDistribution, ErrorResponse } from 'aws-cdk-lib/aws-cloudfront';

/** The CloudFormation value of what viewers get in the place of an error. */
export function renderErrorResponse({ httpStatus, responsePagePath, responseHttpStatus, ttl }: ErrorResponse): CfnDistribution.CustomErrorResponseProperty {
  return {
    errorCode: httpStatus,
    responsePagePath,
    responseCode: responseHttpStatus ?? (responsePagePath === undefined ? undefined : httpStatus),
    errorCachingMinTtl: ttl?.toSeconds(),
  };
}
