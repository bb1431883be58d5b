import { readTemplates } from '../../../src/template';

const VALUE = 'say "hi"';

function markersOf(properties: object): readonly unknown[] {
  const Properties = { SourceObjectKeys: ['a.zip', 'b.zip'], DestinationBucketName: { Ref: 'Bucket' }, ...properties };
  const Resources = { Bucket: { Type: 'AWS::S3::Bucket' }, Deployment: { Type: 'Custom::CDKBucketDeployment', Properties } };
  return readTemplates([{ name: 'Stack', assets: { a: '/a', b: '/b' }, template: { Parameters: { Unknown: { Type: 'String' } }, Resources } }]).bucketContents.map(({ markers }) => markers);
}

test('each source of a deployment has its own markers; those of values that are not known are left as they are', () => {
  expect(markersOf({ SourceMarkers: [{}, { one: { 'Fn::Join': ['-', ['a', 'b']] }, two: { Ref: 'Unknown' } }] })).toEqual([{}, { one: 'a-b' }]);
  for (const SourceMarkers of [undefined, 'x', [null, 'x']]) expect(markersOf({ SourceMarkers })).toEqual([{}, {}]);
});

test.each([
  [{}, VALUE],
  [{ jsonEscape: true }, 'say \\"hi\\"'],
  [{ jsonEscape: 'true', markerEncodings: { m: 'LITERAL' } }, VALUE],
  [{ markerEncodings: { m: 'UNQUOTED_JSON_VALUE' } }, 'say \\"hi\\"'],
  [{ markerEncodings: { m: 'JSON_VALUE' } }, '"say \\"hi\\""'],
  [{ markerEncodings: { m: 'YAML_STRING' } }, '"say \\"hi\\""'],
  [{ markerEncodings: { m: 'constructor' } }, VALUE],
])('a value is written as the deployment says: %j', (config, written) => {
  expect(markersOf({ SourceMarkers: [{ m: VALUE }], SourceMarkersConfig: [config] })[0]).toEqual({ m: written });
});

test.each([['plain.text-1', 'plain.text-1'], ['Yes', '"Yes"'], ['1', '"1"']])('YAML has quotes where they are needed: %s', (value, written) => {
  expect(markersOf({ SourceMarkers: [{ m: value }], SourceMarkersConfig: [{ markerEncodings: { m: 'YAML_STRING' } }] })[0]).toEqual({ m: written });
});
