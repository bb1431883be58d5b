import { readTemplates } from '../../src/template';

const FUNCTION = {
  Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'fn', Code: { ZipFile: 'x' }, Handler: 'index.handler', Runtime: 'nodejs22.x' } },
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
};

/** The function of a distribution in another Region, by what hands over its ARN and what asks for it. */
function associationOf(handing: object, asking: object, attribute: string) {
  const config = {
    Enabled: true,
    Origins: [{ Id: 'o', DomainName: 'o.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
    DefaultCacheBehavior: {
      TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all', LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: { 'Fn::GetAtt': ['Reader', attribute] } }],
    },
  };
  const application = readTemplates([
    { name: 'Site', region: 'eu-west-1', template: { Resources: { Reader: asking, Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config } } } } },
    { name: 'Code', region: 'us-east-1', template: { Resources: { ...FUNCTION, Handing: handing } } },
  ]);
  return application.distributions[0].defaultCacheBehavior.lambdaAssociations[0];
}

const reader = (ParameterName: string) => ({ Type: 'Custom::CrossRegionStringParameterReader', Properties: { Region: 'us-east-1', ParameterName } });
const parameter = { Type: 'AWS::SSM::Parameter', Properties: { Name: '/cdk/EdgeFunctionArn/eu-west-1/Site/Fn', Type: 'String', Value: { Ref: 'Version' } } };
const NAME = '/cdk/exports/Site/Ref';
const writer = { Type: 'Custom::CrossRegionExportWriter', Properties: { WriterProps: { region: 'eu-west-1', exports: { [NAME]: { Ref: 'Version' } } } } };
const exportReader = { Type: 'Custom::CrossRegionExportReader', Properties: { ReaderProps: { region: 'eu-west-1', imports: { [NAME]: `{{resolve:ssm:${NAME}}}` } } } };

test.each<[string, object, object, string]>([
  ['by the parameter of an EdgeFunction', parameter, reader('/cdk/EdgeFunctionArn/eu-west-1/Site/Fn'), 'FunctionArn'],
  ['by references between Regions', writer, exportReader, NAME],
])('a function in another Region is found %s of the CDK', (_how, handing, asking, attribute) => {
  expect(associationOf(handing, asking, attribute)).toMatchObject({ functionArn: expect.stringMatching(/:function:fn:1$/), function: { location: { template: 'Code', logicalId: 'Fn' } } });
});

test('what nobody hands over stays what only a deployment knows', () => {
  expect(associationOf(parameter, reader('/cdk/EdgeFunctionArn/eu-west-1/Site/Other'), 'FunctionArn').function).toBeUndefined();
});
