import { Body, RawHeaders, RequestRecord, ViewerResponse } from '../../src/edge';
import { EdgeResponse } from '../../src/testing';

/** A response as the edge gives it. */
export function viewerResponse(more: { status?: number; headers?: RawHeaders; body?: Body; record?: Partial<RequestRecord> } = {}): ViewerResponse {
  const { status = 200, headers = [], body, record = {} } = more;
  const request = { method: 'GET', url: '/a', headers: [], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' } as const;
  return {
    status,
    headers,
    body,
    record: {
      time: 0,
      requestId: 'id',
      edgeLocation: 'FRA2',
      primaryDistribution: undefined,
      distributionTenant: undefined,
      request,
      host: 'd111.cloudfront.net',
      distribution: 'Site',
      pathPattern: '*',
      status,
      protocol: 'https',
      detailedResultType: 'Miss',
      resultType: 'Miss',
      ttl: 0,
      decisions: [],
      originRequests: [],
      distributionId: 'E1',
      responseHeaders: headers,
      firstByteAfter: 0,
      upload: { bytes: 0 },
      isCounted: true,
      transfer: undefined,
      functions: [],
      ...record,
    },
  };
}

/** The same as a test receives it. */
export function edgeResponse(more?: Parameters<typeof viewerResponse>[0]): Promise<EdgeResponse> {
  return EdgeResponse.receive(viewerResponse(more));
}
