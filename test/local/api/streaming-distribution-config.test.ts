import { CreateStreamingDistributionCommand, GetStreamingDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { exported, fullValueOf, throughElements } from './sdk-schemas';
import { STREAMING_DISTRIBUTION_CONFIG, STREAMING_DISTRIBUTION_SUMMARY } from '../../../src/local/api/streaming-distribution-config';

test('everything that the SDK can say is read and written again, in CloudFormation\'s shape in between', async () => {
  const config = fullValueOf('StreamingDistributionConfig');
  const { value, properties } = await throughElements(
    'StreamingDistributionConfig', STREAMING_DISTRIBUTION_CONFIG, new CreateStreamingDistributionCommand({ StreamingDistributionConfig: config as never }), new GetStreamingDistributionConfigCommand({ Id: 'E1' }),
  );
  expect(value).toEqual(config);
  expect(properties).toMatchObject({
    TrustedSigners: { Enabled: true, AwsAccountNumbers: [expect.any(String)] }, Aliases: [expect.any(String)], Logging: { Enabled: true },
  });
});

test('a summary has what the SDK knows of it', () => {
  const [,,,, members] = exported.StreamingDistributionSummary$ as [unknown, unknown, unknown, unknown, string[]];
  expect(STREAMING_DISTRIBUTION_SUMMARY.flatMap(({ names }) => names).filter((name) => !members.includes(name))).toEqual([]);
});
