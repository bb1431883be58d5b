import { Duration, Stack } from 'aws-cdk-lib';
import { configOf, newSite } from './site';
import { OriginOptions, WebDistributionProps } from '../../src';

/** What the template of a stack says of an origin. */
export function emittedOrigin(stack: Stack, origin: WebDistributionProps['defaultBehavior']['origin']): { readonly [property: string]: any } {
  newSite(stack, { defaultBehavior: { origin } });
  return configOf(stack).Origins[0];
}

/** All that an origin of any kind may be told. */
export const EVERYTHING: OriginOptions = {
  originId: 'mine',
  originPath: '/v1',
  customHeaders: { 'X-Secret': 's', 'X-Other': 'o' },
  connectionAttempts: 2,
  connectionTimeout: Duration.seconds(5),
  responseCompletionTimeout: Duration.seconds(90),
  originShieldRegion: 'eu-west-1',
};

/** What that is in the template. */
export const EVERYTHING_EMITTED = {
  Id: 'mine',
  OriginPath: '/v1',
  OriginCustomHeaders: [{ HeaderName: 'X-Other', HeaderValue: 'o' }, { HeaderName: 'X-Secret', HeaderValue: 's' }],
  ConnectionAttempts: 2,
  ConnectionTimeout: 5,
  ResponseCompletionTimeout: 90,
  OriginShield: { Enabled: true, OriginShieldRegion: 'eu-west-1' },
};
