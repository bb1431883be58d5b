import { regionOf } from '../../src/edge/regional-edge-cache';

test.each([
  ['IAD89-P1', 'us-east-1'], ['FRA56-P6', 'eu-central-1'], ['DUB2-C1', 'eu-west-1'], ['SYD62-P1', 'ap-southeast-2'], ['GRU1-C1', 'sa-east-1'], ['DXB52-P1', 'me-central-1'],
  ['eu-west-2', 'eu-west-2'], ['XXX1-C1', 'us-east-1'],
])('the regional edge cache of %s is in %s', (edgeLocation, region) => {
  expect(regionOf(edgeLocation)).toBe(region);
});
