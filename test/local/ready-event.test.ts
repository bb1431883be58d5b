import { distribution } from './distributions';
import { Application, UNKNOWN } from '../../src/config';
import { readyEvent } from '../../src/local/ready-event';

test('the ready line names each distribution, where it is reached, and the outputs that have a local value', () => {
  const application = {
    distributions: [distribution('Site', 'd111.cloudfront.net', 'www.example.com')],
    streamingDistributions: [distribution('Films', 's222.cloudfront.net')],
    outputs: { Domain: 'd111.cloudfront.net', Later: UNKNOWN },
  } as unknown as Application;

  expect(readyEvent(application, (id) => ({ http: `http://${id}`, https: `https://${id}` }), (id) => ({ rtmp: `rtmp://${id}`, rtmpt: `rtmpt://${id}` }), 'http://control')).toEqual({
    event: 'ready',
    distributions: [
      { logicalId: 'Site', id: 'ESITE', kind: 'web', domainName: 'd111.cloudfront.net', aliases: ['www.example.com'], http: 'http://ESITE', https: 'https://ESITE', rtmp: null },
      { logicalId: 'Films', id: 'EFILMS', kind: 'rtmp', domainName: 's222.cloudfront.net', aliases: [], http: null, https: null, rtmp: 'rtmp://EFILMS', rtmpt: 'rtmpt://EFILMS' },
    ],
    outputs: { Domain: 'd111.cloudfront.net' },
    control: 'http://control',
  });
});
