/** Regions in which `BUCKET.s3.amazonaws.com` reaches a bucket: those opened before 20 March 2019. */
export const GLOBAL_S3_NAME_REGIONS: readonly string[] = [
  'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1',
  'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3',
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2',
  'cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1',
];

/** Regions whose S3 takes Signature Version 2, which names no Region, beside Version 4. Those opened since 2014 take Version 4 alone. */
export const SIGNATURE_VERSION_2_REGIONS: readonly string[] = [
  'us-east-1', 'us-west-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2', 'sa-east-1', 'us-gov-west-1',
];

/** Regions opened after December 2022, whose buckets an origin access identity cannot read. */
export const REGIONS_WITHOUT_ACCESS_IDENTITIES: readonly string[] = [
  'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ap-east-2', 'ca-west-1', 'il-central-1', 'mx-central-1',
];

/** Regions that have a regional edge cache, with the place of their cities in degrees. */
export const REGIONAL_EDGE_CACHES: readonly { readonly region: string; readonly latitude: number; readonly longitude: number }[] = [
  { region: 'us-east-2', latitude: 40, longitude: -83 }, { region: 'us-east-1', latitude: 39, longitude: -77.5 }, { region: 'us-west-2', latitude: 45.8, longitude: -119.7 },
  { region: 'ap-south-1', latitude: 19.1, longitude: 72.9 }, { region: 'ap-northeast-2', latitude: 37.6, longitude: 127 }, { region: 'ap-southeast-1', latitude: 1.4, longitude: 103.8 },
  { region: 'ap-southeast-2', latitude: -33.9, longitude: 151.2 }, { region: 'ap-northeast-1', latitude: 35.7, longitude: 139.7 }, { region: 'eu-central-1', latitude: 50.1, longitude: 8.7 },
  { region: 'eu-west-1', latitude: 53.3, longitude: -6.3 }, { region: 'eu-west-2', latitude: 51.5, longitude: -0.1 }, { region: 'sa-east-1', latitude: -23.5, longitude: -46.6 },
  { region: 'me-central-1', latitude: 24.5, longitude: 54.4 },
];

/** Regions that can be the Origin Shield: those with a regional edge cache. */
export const ORIGIN_SHIELD_REGIONS: readonly string[] = REGIONAL_EDGE_CACHES.map(({ region }) => region);

/** The Origin Shield region that AWS recommends for origins in a region without one. */
export const NEAREST_ORIGIN_SHIELD: { readonly [region: string]: string } = {
  'us-west-1': 'us-west-2',
  'af-south-1': 'eu-west-1',
  'ap-east-1': 'ap-southeast-1',
  'ca-central-1': 'us-east-1',
  'eu-south-1': 'eu-central-1',
  'eu-west-3': 'eu-west-2',
  'eu-north-1': 'eu-west-2',
  'me-south-1': 'ap-south-1',
};

/** Regions whose VPCs can have VPC origins. */
export const VPC_ORIGIN_REGIONS: readonly string[] = [
  'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-1', 'ap-south-2',
  'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7',
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ca-central-1', 'ca-west-1',
  'eu-central-1', 'eu-central-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-south-1', 'eu-south-2', 'eu-north-1',
  'il-central-1', 'me-south-1', 'me-central-1', 'sa-east-1', 'mx-central-1',
];

/** Availability zones of those regions that take no VPC origins. */
export const ZONES_WITHOUT_VPC_ORIGINS: readonly string[] = ['use1-az3', 'usw1-az2', 'apne1-az3', 'cac1-az3'];

/** Opt-in regions of which AWS says that no access logs are delivered there. */
export const REGIONS_WITHOUT_LOGS: readonly string[] = ['af-south-1', 'ap-east-1', 'ap-southeast-3', 'eu-south-1', 'me-south-1'];

/** The other regions that an account has to opt in to. */
export const OPT_IN_REGIONS: readonly string[] = [
  'ap-south-2', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ap-east-2', 'ca-west-1', 'eu-central-2', 'eu-south-2', 'il-central-1',
  'me-central-1', 'mx-central-1',
];
