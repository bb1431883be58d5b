import { Stack, StackProps } from 'aws-cdk-lib';
import { OriginProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { AmazonLinuxCpuType, Instance, InstanceClass, InstanceSize, InstanceType, MachineImage, Port, SubnetType, UserData, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Origins, WebDistribution } from 'cdk-cloudfront-edge';

const HTTP_PORT = 80;

/** A web server on EC2, which installs itself, and CloudFront before it. Its access log has CloudFront's request id, by which AWS finds a request. */
export class Ec2OriginStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    const userData = UserData.forLinux();
    userData.addCommands(
      'dnf install -y httpd',
      'echo \'LogFormat "%h %t \\"%r\\" %>s %b %{X-Amz-Cf-Id}i" cloudfront\' > /etc/httpd/conf.d/cloudfront.conf',
      'echo \'CustomLog "logs/cloudfront_log" cloudfront\' >> /etc/httpd/conf.d/cloudfront.conf',
      'systemctl enable --now httpd',
    );
    const server = new Instance(this, 'Server', {
      vpc: new Vpc(this, 'Vpc', { natGateways: 0 }),
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO),
      machineImage: MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 }),
      userData,
    });
    server.connections.allowFromAnyIpv4(Port.tcp(HTTP_PORT));

    new WebDistribution(this, 'Distribution', {
      defaultRootObject: 'index.html',
      defaultBehavior: { origin: Origins.ec2Instance(server, { originId: 'server', protocolPolicy: OriginProtocolPolicy.HTTP_ONLY, httpPort: HTTP_PORT }) },
    });
  }
}
