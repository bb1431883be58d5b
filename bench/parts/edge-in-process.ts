import { Edge, FunctionOrigin, SystemClock, ViewerRequest } from '../../src/edge';
import { readTemplates } from '../../src/template';

const template = {
  Resources: {
    Web: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'origin', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
          DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
        },
      },
    },
  },
};

const application = readTemplates([{ name: 'bench', template }]);

/** The only distribution of the edge. */
export const [{ id: DISTRIBUTION, domainName: DOMAIN_NAME }] = application.distributions;

/** An edge without sockets, whose origin answers everything with the same body, to be cached for a day. */
export function edgeInProcess(body: Uint8Array): Edge {
  const origin = new FunctionOrigin(() => ({ headers: { 'cache-control': 'max-age=86400', 'content-type': 'text/html', 'etag': '"1"' }, body }));
  return new Edge({ application, clock: new SystemClock(), origins: () => origin });
}

/** A viewer's request for an object. */
export function viewerRequest(path: string): ViewerRequest {
  return { method: 'GET', url: path, headers: ['Host', DOMAIN_NAME, 'User-Agent', 'bench', 'Accept', '*/*'], protocol: 'https', httpVersion: '1.1', ip: '127.0.0.1' };
}
