import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ruleTest } from './rule-test';

type Json = { readonly [property: string]: unknown };

const directory = mkdtempSync(join(tmpdir(), 'lambda-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A distribution whose origin keeps connections for 30 s, and waits 20 s, with code that runs before it is asked. */
const running = (code: Json, EventType = 'origin-request', lambda: Json = {}) => ({
  Edge: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: code, ...lambda } },
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Edge' } } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginKeepaliveTimeout: 30, OriginReadTimeout: 20 } }],
        DefaultCacheBehavior: {
          TargetOriginId: 'site',
          ViewerProtocolPolicy: 'https-only',
          CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
          LambdaFunctionAssociations: [{ EventType, LambdaFunctionARN: { Ref: 'Version' } }],
        },
      },
    },
  },
});
const inline = (assignment: string) => ({ ZipFile: `exports.handler = async (event) => { const { request } = event.Records[0].cf; ${assignment}; return request; };` });
const ASSET = { S3Bucket: 'assets', S3Key: 'code.zip' };
writeFileSync(join(directory, 'index.mjs'), 'export const handler = (event) => ({ origin: { custom: { keepaliveTimeout: 90 } } });');
const cases = { in: 'resources', at: 'Site.DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations[0].LambdaFunctionARN', assets: { code: directory } } as const;

ruleTest('lambda-origin-timeout [OTD-057]', {
  ...cases,
  rejects: [
    running(inline('request.origin.custom.keepaliveTimeout = 90')), running(inline('request.origin = { custom: { "keepaliveTimeout": 31 } }')), running(inline("request.origin['custom']['keepaliveTimeout'] = 90")),
    running(ASSET),
  ],
  accepts: [
    running(inline('request.origin.custom.keepaliveTimeout = 30')), running(inline('// keepaliveTimeout: 90')), running(inline('request.origin.custom.keepaliveTimeout = seconds')),
    running(inline('request.origin.custom.keepaliveTimeout = 90'), 'viewer-request'), running({ ...ASSET, S3Key: 'elsewhere.zip' }), running(ASSET, 'origin-request', { Handler: { Ref: 'Unknown' } }),
    running(ASSET, 'origin-request', { Handler: 'other.handler' }),
  ],
  message: /Edge sets keepaliveTimeout to \d+ s, while the origin site is configured for 30 s/,
});
ruleTest('lambda-origin-timeout [OTD-057]', {
  ...cases, rejects: [running(inline('const custom = slow ? { readTimeout: 40 } : { readTimeout: 10 }'))], accepts: [running(inline('const custom = slow ? { readTimeout: 20 } : { readTimeout: 10 }'))], message: /readTimeout to 40 s/,
});
ruleTest('lambda-origin-timeout [OTD-057]', {
  ...cases, rejects: [running(inline('request.origin.custom.readTimeout = 21'))], accepts: [running(inline('request.origin.custom.readTimeout = 20'))], message: /readTimeout to 21 s.*for 20 s/,
});
