import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Ec2OriginStack } from '../ec2-origin-stack';
import { EdgeHarness } from 'cdk-cloudfront-edge/testing';

process.env.CDK_VALIDATION = 'false';

test('the instance installs a web server, which listens where CloudFront asks [ORG-057]', async () => {
  jest.spyOn(console, 'error').mockImplementation();
  const stack = new Ec2OriginStack(new App(), 'Ec2Origin');
  const template = Template.fromStack(stack);
  const [instance] = Object.values(template.findResources('AWS::EC2::Instance'));
  expect(JSON.stringify(instance.Properties.UserData)).toMatch(/dnf install -y httpd.*X-Amz-Cf-Id.*systemctl enable --now httpd/);
  template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ FromPort: 80, ToPort: 80, IpProtocol: 'tcp' })] });
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { Origins: [Match.objectLike({ CustomOriginConfig: Match.objectLike({ HTTPPort: 80, OriginProtocolPolicy: 'http-only' }) })] },
  });
  const edge = await EdgeHarness.fromStack(stack, { origins: { server: () => 'hello' } });
  expect(edge.findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect((await edge.get('/')).text()).toBe('hello');
});
