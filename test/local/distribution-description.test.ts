import { knownOutputs } from '../../src/config';
import { describeDistribution } from '../../src/local/distribution-description';
import { readyEvent } from '../../src/local/ready-event';
import { applicationOf, ok, ScenarioEdge } from '../edge/scenario';

const scenario = () => new ScenarioEdge({
  origin: () => ok('body'), config: { Comment: 'first', Aliases: ['www.example.com'], PriceClass: 'PriceClass_100' }, run: { deploymentTime: 10_000, invalidationTime: 5_000 },
});

test('a distribution is described with what the template says, its status and the time of its last change [WEB-232] [WEB-234] [DST-059]', () => {
  const { edge, application, id, clock } = scenario();
  const [{ domainName }] = application.distributions;
  edge.invalidate(id, ['/a']);
  expect(describeDistribution(application, edge, id)).toEqual({
    id,
    arn: `arn:aws:cloudfront::123456789012:distribution/${id}`,
    activeTrustedSigners: [],
    activeTrustedKeyGroups: [],
    logicalId: 'Web',
    domainName,
    status: 'Deployed',
    enabled: true,
    comment: 'first',
    aliases: ['www.example.com'],
    priceClass: 'PriceClass_100',
    lastModifiedTime: '2025-01-01T00:00:00Z',
    inProgressInvalidations: 1,
  });
  clock.advance(61_000);
  const changed = applicationOf({ config: { Comment: 'second' } });
  edge.reload(changed);
  expect(describeDistribution(changed, edge, id)).toMatchObject({ status: 'InProgress', comment: 'second', lastModifiedTime: '2025-01-01T00:01:01Z', inProgressInvalidations: 0 });
  clock.advance(10_000);
  expect(describeDistribution(changed, edge, id)!.status).toBe('Deployed');
});

test('there is no description of what is not there', () => {
  const { edge, application } = scenario();
  expect(describeDistribution(application, edge, 'ENONE')).toBeUndefined();
});

test('the domain name is told in the list, beside the id, and is an output where the stack has it as one [WEB-016]', () => {
  const { application, id } = scenario();
  const [{ domainName }] = application.distributions;
  const urls = { http: 'http://127.0.0.1:1', https: 'https://127.0.0.1:2' };
  const rtmpUrls = () => ({ rtmp: 'rtmp://127.0.0.1:4', rtmpt: 'rtmpt://127.0.0.1:5' });
  expect(readyEvent({ ...application, outputs: { 'scenario.Domain': domainName } }, () => urls, rtmpUrls, 'http://127.0.0.1:3')).toMatchObject({ distributions: [{ id, domainName }], outputs: { Domain: domainName } });
  expect(knownOutputs({ ...application, outputs: { 'scenario.Domain': domainName } })).toEqual({ Domain: domainName });
});
