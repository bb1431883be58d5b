import { distribution, ruleTest } from './rule-test';

type Json = { readonly [property: string]: unknown };

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const HANDSHAKE = ['Sec-WebSocket-Key', 'Sec-WebSocket-Version', 'Sec-WebSocket-Protocol', 'Sec-WebSocket-Accept', 'Sec-WebSocket-Extensions'];
const NONE = { CookiesConfig: { CookieBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' } };
const sending = (...Headers: string[]) => ({
  Policy: { Type: 'AWS::CloudFront::OriginRequestPolicy', Properties: { OriginRequestPolicyConfig: { Name: 'p', ...NONE, HeadersConfig: { HeaderBehavior: 'whitelist', Headers } } } },
});
const behavior = (PathPattern: unknown, rest: Json = {}, more: Json = {}) => ({
  ...distribution({ CacheBehaviors: [{ PathPattern, TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: CACHING_DISABLED, ...rest }] }),
  ...more,
});
const OWN = { OriginRequestPolicyId: { Ref: 'Policy' } };
const cases = { in: 'resources', at: 'Site.DistributionConfig.CacheBehaviors[0].OriginRequestPolicyId' } as const;

ruleTest('websocket-headers [DTD-032]', {
  ...cases,
  rejects: [
    ...['/ws', '/ws/*', 'wss/*', '/websocket', '/api/web-socket/*', '/socket.io/*', '/cable'].map((pattern) => behavior(pattern)),
    behavior('/ws', OWN, sending('Sec-WebSocket-Key')), behavior('/ws', OWN, sending(...HANDSHAKE.slice(0, 4))),
  ],
  accepts: [
    behavior('/news/*'), behavior('/ws', { OriginRequestPolicyId: ALL_VIEWER }), behavior('/ws', OWN, sending(...HANDSHAKE)), behavior('/ws', OWN, sending(...HANDSHAKE.map((name) => name.toLowerCase()))),
    behavior('/ws', { OriginRequestPolicyId: { Ref: 'Unknown' } }), behavior({ Ref: 'Unknown' }),
  ],
  message: /Sec-WebSocket-Extensions to the origin/,
});

const api = (ProtocolType: string) => ({
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'chat', ProtocolType } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{
          Id: 'site',
          DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }] }] },
          OriginPath: '/prod',
          CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
        }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: CACHING_DISABLED },
      },
    },
  },
});
ruleTest('websocket-headers [DTD-032]', { in: 'resources', region: 'eu-west-1', at: 'Site.DistributionConfig.DefaultCacheBehavior.OriginRequestPolicyId', rejects: [api('WEBSOCKET')], accepts: [api('HTTP')] });
