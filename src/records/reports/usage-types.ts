import { Cell } from './activity';

/** What usage reports call something that is used, and how much of it there was. */
export interface Usage {
  readonly usageType: string;
  readonly value: number;
}

/** The usage of the requests of a cell: requests are counted, transfer is in bytes [RPT-018]. */
export function usageOf({ region, protocol, kind, counts, charged, originBytes, shield }: Cell): readonly Usage[] {
  if (kind === 'FMS') return [{ usageType: `${region}-FMS-Out-Bytes`, value: counts.bytes }];
  return [
    { usageType: `${region}-Requests-${protocol}-${kind}`, value: charged },
    { usageType: `${region}-Out-Bytes-${protocol}-${kind}`, value: counts.bytes },
    ...(kind === 'Proxy' ? [{ usageType: `${region}-Out-OBytes-${protocol}-${kind}`, value: originBytes }] : []),
    { usageType: `${region}-Requests-OriginShield`, value: shield },
  ].filter(({ value }) => value > 0);
}

/** An item of the bill, and the usage types that it is the sum of [RPT-037]. Those of a region have its code before them. */
export interface BillItem {
  readonly item: string;
  readonly description: string;
  readonly unit: 'requests' | 'bytes' | 'paths' | 'months';
  readonly usageTypes: readonly string[];
}

export const BILL_ITEMS: readonly BillItem[] = [
  {
    item: 'DataTransfer-Out-Bytes',
    description: 'data transfer out to viewers, per GB',
    unit: 'bytes',
    usageTypes: [
      'Out-Bytes-HTTP-Static', 'Out-Bytes-HTTPS-Static', 'Out-Bytes-HTTP-Dynamic', 'Out-Bytes-HTTPS-Dynamic', 'Out-Bytes-HTTP-Proxy', 'Out-Bytes-HTTPS-Proxy',
      'FMS-Out-Bytes',
    ],
  },
  { item: 'DataTransfer-Out-OBytes', description: 'data transfer out to origins, per GB', unit: 'bytes', usageTypes: ['Out-OBytes-HTTP-Proxy', 'Out-OBytes-HTTPS-Proxy'] },
  { item: 'Requests-Tier1', description: 'HTTP GET and HEAD requests', unit: 'requests', usageTypes: ['Requests-HTTP-Static', 'Requests-HTTP-Dynamic'] },
  { item: 'Requests-Tier2-HTTPS', description: 'HTTPS GET and HEAD requests', unit: 'requests', usageTypes: ['Requests-HTTPS-Static', 'Requests-HTTPS-Dynamic'] },
  { item: 'Requests-HTTP-Proxy', description: 'HTTP requests of other methods, forwarded to origins', unit: 'requests', usageTypes: ['Requests-HTTP-Proxy'] },
  { item: 'Requests-HTTPS-Proxy', description: 'HTTPS requests of other methods, forwarded to origins', unit: 'requests', usageTypes: ['Requests-HTTPS-Proxy'] },
  { item: 'Requests-OriginShield', description: 'requests to Origin Shield', unit: 'requests', usageTypes: ['Requests-OriginShield'] },
  { item: 'Invalidations', description: 'invalidated paths', unit: 'paths', usageTypes: ['Invalidations'] },
  { item: 'SSL-Cert-Custom', description: 'custom SSL certificates, per month', unit: 'months', usageTypes: ['SSL-Cert-Custom'] },
];

/** The usage types of the series of each usage chart, without the code of the region [RPT-050 to RPT-052]. */
export const USAGE_CHARTS: { readonly [chart: string]: { readonly [series: string]: readonly string[] } } = {
  'Number of Requests': {
    'Number of HTTP Requests': ['Requests-HTTP-Static', 'Requests-HTTP-Dynamic', 'Requests-HTTP-Proxy'],
    'Number of HTTPS Requests': ['Requests-HTTPS-Static', 'Requests-HTTPS-Dynamic', 'Requests-HTTPS-Proxy'],
  },
  'Data Transferred by Protocol': {
    'Data Transferred over HTTP': ['Out-Bytes-HTTP-Static', 'Out-Bytes-HTTP-Dynamic', 'Out-Bytes-HTTP-Proxy', 'Out-OBytes-HTTP-Proxy'],
    'Data Transferred over HTTPS': ['Out-Bytes-HTTPS-Static', 'Out-Bytes-HTTPS-Dynamic', 'Out-Bytes-HTTPS-Proxy', 'Out-OBytes-HTTPS-Proxy'],
  },
  'Data Transferred by Destination': {
    'Data Transferred from CloudFront to Your Users': [
      'Out-Bytes-HTTP-Static', 'Out-Bytes-HTTPS-Static', 'Out-Bytes-HTTP-Dynamic', 'Out-Bytes-HTTPS-Dynamic', 'Out-Bytes-HTTP-Proxy', 'Out-Bytes-HTTPS-Proxy',
    ],
    'Data Transferred from CloudFront to Your Origin': ['Out-OBytes-HTTP-Proxy', 'Out-OBytes-HTTPS-Proxy'],
  },
};
