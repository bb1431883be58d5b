/** The resources of a connection function `Members` with a key value store `Revoked`, as a template has them. */
export function connectionFunctionResources(ConnectionFunctionCode: string, properties: object = {}) {
  const KeyValueStoreAssociations = [{ KeyValueStoreARN: { 'Fn::GetAtt': ['Revoked', 'Arn'] } }];
  return {
    Revoked: { Type: 'AWS::CloudFront::KeyValueStore', Properties: { Name: 'revoked' } },
    Members: {
      Type: 'AWS::CloudFront::ConnectionFunction',
      Properties: {
        Name: 'members', AutoPublish: true, ConnectionFunctionCode, ConnectionFunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0', KeyValueStoreAssociations }, ...properties,
      },
    },
  };
}

/** How the configuration of a distribution names that function. */
export const MEMBERS = { Id: { 'Fn::GetAtt': ['Members', 'Id'] } };
