import * as sdk from '@aws-sdk/client-cloudfront';
import { exported, fullValueOf, throughElements } from './sdk-schemas';
import { FAMILIES } from '../../../src/local/api/families';
import { KNOWN_PROPERTIES } from '../../../src/template/known-properties';

type Command = new (input: object) => object;

/** The update and the reading of a family's configuration, as the SDK's commands. */
function commands(name: string, config: string, value: object): [object, object] {
  const update = exported[`Update${name}Command`] ?? exported[`Update${config}Command`];
  const [Update, Get] = [update, exported[`Get${name}ConfigCommand`]] as Command[];
  return [new Update({ Id: 'x', IfMatch: 'E', [config]: value }), new Get({ Id: 'x' })];
}

const configured = FAMILIES.filter(({ name }) => name !== 'VpcOrigin');

test.each(configured.map((family) => [family.config, family] as const))('everything of a %s that the SDK can say is read, is a property of CloudFormation, and is written again', async (config, family) => {
  const value = fullValueOf(config);
  const { value: left, properties } = await throughElements(config, family.elements, ...commands(family.name, config, value));
  expect(left).toEqual(value);
  const known = KNOWN_PROPERTIES[family.type];
  const place = family.isWholeResource === true ? '' : `${config}.`;
  expect(Object.keys(properties).filter((name) => name !== 'CallerReference' && !known.includes(`${place}${name}`))).toEqual([]);
});

test('of a VPC origin, too, which has no reading of its configuration alone', async () => {
  const { elements, type } = FAMILIES.find(({ name }) => name === 'VpcOrigin')!;
  const value = fullValueOf('VpcOriginEndpointConfig');
  const update = new sdk.UpdateVpcOriginCommand({ Id: 'x', IfMatch: 'E', VpcOriginEndpointConfig: value as never });
  const { properties } = await throughElements('VpcOriginEndpointConfig', elements, update, new sdk.ListDistributionsCommand({}));
  expect(Object.values(properties)).toHaveLength(7);
  expect(Object.keys(properties).filter((name) => !KNOWN_PROPERTIES[type].includes(`VpcOriginEndpointConfig.${name}`))).toEqual([]);
});
