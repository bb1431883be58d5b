type Json = { readonly [key: string]: unknown };

/** Where the CDK keeps what stacks in different Regions tell one another. No export of a stack has such a name. */
const PREFIX = '/cdk/';

/** What a resource of the CDK hands over to stacks in other Regions: values by the names by which those ask. */
export function handedOver(type: string, properties: Json): readonly (readonly [name: string, value: unknown])[] {
  if (type === 'Custom::CrossRegionExportWriter') return Object.entries(objectIn(objectIn(properties, 'WriterProps'), 'exports'));
  const { Name: name, Value: value } = properties;
  return type === 'AWS::SSM::Parameter' && typeof name === 'string' && name.startsWith(PREFIX) ? [[name, value]] : [];
}

/** The name by which a resource of the CDK asks for what `Fn::GetAtt` names; undefined for any other resource. */
export function askedFor(type: string, properties: Json, attribute: string): string | undefined {
  if (type === 'Custom::CrossRegionExportReader') return attribute;
  const { ParameterName: name } = properties;
  return type === 'Custom::CrossRegionStringParameterReader' && attribute === 'FunctionArn' && typeof name === 'string' ? name : undefined;
}

function objectIn(object: Json, name: string): Json {
  const inner = object[name];
  return typeof inner === 'object' && inner !== null ? inner as Json : {};
}
