/** The metrics that CloudFront gives for each distribution, with the statistic that makes sense of each. */
export const METRIC_STATISTICS: { readonly [name: string]: 'Sum' | 'Average' | undefined } = {
  'Requests': 'Sum',
  'BytesDownloaded': 'Sum',
  'BytesUploaded': 'Sum',
  '4xxErrorRate': 'Average',
  '5xxErrorRate': 'Average',
  'TotalErrorRate': 'Average',
};
