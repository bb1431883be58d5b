import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { KeyGroup, PublicKey, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { OriginAccessIdentity, Origins, WebDistribution } from 'cdk-cloudfront-edge';

export interface FilmsStackProps extends StackProps {
  /** The public half of the key with which the gate signs, in PEM. */
  readonly publicKey: string;
}

/** Films for those whom the gate lets in, trailers for everybody. */
export class FilmsStack extends Stack {
  constructor(scope: Construct, id: string, { publicKey, ...props }: FilmsStackProps) {
    super(scope, id, props);
    const bucket = new Bucket(this, 'Films', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL });
    const originAccessIdentity = new OriginAccessIdentity(this, 'Identity', { comment: 'reads the films' });
    const origin = Origins.s3Bucket(bucket, { originId: 'films', originAccessIdentity });
    const key = new PublicKey(this, 'GateKey', { encodedKey: publicKey });

    const distribution = new WebDistribution(this, 'Distribution', {
      comment: 'Films behind a gate',
      defaultBehavior: { origin, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS },
      behaviors: [{
        pathPattern: '/film/*',
        origin,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        trustedKeyGroups: [new KeyGroup(this, 'GateKeys', { items: [key] })],
      }],
    });

    new CfnOutput(this, 'DomainName', { value: distribution.distributionDomainName });
    new CfnOutput(this, 'KeyPairId', { value: key.publicKeyId });
  }
}
