import { RequestRecord } from '../edge';

/** A line in a log group of CloudWatch. */
export interface FunctionLogLine {
  /** The Region of the log group. */
  readonly region: string;
  readonly group: string;
  readonly text: string;
}

/**
 * What functions of Lambda@Edge have logged for a request, in the Region where each ran: what it wrote, how it failed,
 * and what CloudFront says of a result that it does not take [FUN-138].
 */
export function functionLogLines({ functions, distributionId }: Pick<RequestRecord, 'functions' | 'distributionId'>): FunctionLogLine[] {
  return functions.flatMap(({ name, region, logs, outcome, reason }) => {
    if (region === undefined) return [];
    const group = `/aws/lambda/us-east-1.${name}`;
    const written = logs.map((text) => ({ region, group, text }));
    if (reason === undefined) return written;
    return [...written, { region, group: outcome === 'invalid' ? `/aws/cloudfront/LambdaEdge/${distributionId}` : group, text: reason }];
  });
}
