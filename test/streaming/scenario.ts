import { flvFile } from './media/flv-file';
import { settled, TestPlayer } from './player';
import { Application } from '../../src/config';
import { AccountKeyPair, ManualClock, MemoryObject, originClients, OriginClient, OriginRequest } from '../../src/edge';
import { MediaMessage } from '../../src/streaming/media';
import { SessionOptions } from '../../src/streaming/session';
import { StreamingEdge, StreamingEdgeOptions } from '../../src/streaming/streaming-edge';
import { StreamingRecord } from '../../src/streaming/streaming-record';
import { readTemplates } from '../../src/template';

type Json = { readonly [property: string]: unknown };

/** An RTMP distribution in front of a bucket, and what a scenario changes of it. */
export interface Scenario {
  /** The objects of the bucket, by key. */
  readonly objects?: { readonly [key: string]: MemoryObject };
  /** What stands for the bucket in place of the objects. */
  readonly bucket?: OriginClient;
  readonly config?: Json;
  /** What the template has beside distribution and bucket, by logical id. */
  readonly resources?: { readonly [logicalId: string]: Json };
  readonly keyPairs?: readonly AccountKeyPair[];
  readonly session?: Partial<SessionOptions>;
  readonly run?: Partial<StreamingEdgeOptions>;
}

export const START = Date.UTC(2025, 0, 1);

/** A streaming edge, its clock, what it asked the bucket, and what it left of events. */
export class StreamingScenario {
  public readonly clock = new ManualClock(START);
  public readonly asked: OriginRequest[] = [];
  public readonly records: StreamingRecord[] = [];
  public readonly defects: unknown[] = [];
  public readonly edge: StreamingEdge;
  public application: Application;

  public constructor(private readonly scenario: Scenario = {}) {
    this.application = applicationOf(scenario);
    const { objects = {}, bucket, keyPairs, run } = scenario;
    const clients = originClients({ Media: objects }, () => this.application);
    this.edge = new StreamingEdge({
      application: this.application,
      clock: this.clock,
      keyPairs,
      origins: (origin) => {
        const client = bucket ?? clients(origin);
        return {
          ask: (request) => {
            this.asked.push(request);
            return client.ask(request);
          },
        };
      },
      ...run,
    });
  }

  public get domainName(): string {
    return this.application.streamingDistributions[0].domainName;
  }

  public player({ host = this.domainName, ip }: { readonly host?: string; readonly ip?: string } = {}): TestPlayer {
    return new TestPlayer(this.sessionOptions, host, ip);
  }

  public get sessionOptions(): SessionOptions {
    return {
      edge: this.edge,
      resolve: (host) => host,
      record: (record) => this.records.push(record),
      onDefect: (error) => this.defects.push(error),
      ...this.scenario.session,
    };
  }

  /** Lets seconds pass, one after the other, and everything happen that is due in each. */
  public async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed++) {
      this.clock.advance(1_000);
      await settled();
    }
  }

  /** Runs another configuration from now on. */
  public deploy(changes: Pick<Scenario, 'config' | 'resources'>): void {
    this.application = applicationOf({ ...this.scenario, ...changes });
    this.edge.reload(this.application);
  }
}

/** A template with an RTMP distribution in front of the bucket `media`, which everybody may read unless other resources say otherwise. */
export function streamingTemplate(config: object = {}, resources: object = {}) {
  return {
    Resources: {
      Media: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'media', AccessControl: 'PublicRead' } },
      Rtmp: {
        Type: 'AWS::CloudFront::StreamingDistribution',
        Properties: {
          StreamingDistributionConfig: {
            Enabled: true, Comment: '', S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false }, ...config,
          },
        },
      },
      ...resources,
    },
  };
}

/** A web distribution of the bucket, as a resource beside the RTMP distribution. */
export const WEB = {
  Web: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Aliases: ['www.example.com'],
        Origins: [{ Id: 'media', DomainName: 'media.s3.amazonaws.com', S3OriginConfig: {} }],
        DefaultCacheBehavior: { TargetOriginId: 'media', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      },
    },
  },
};

/** The bucket `media` with an identity that alone may read it; the distribution has to be given the identity. */
export const PRIVATE_MEDIA = {
  Media: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'media' } },
  Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Media' },
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::media/*' }],
      },
    },
  },
};

export function applicationOf({ config, resources }: Scenario): Application {
  return readTemplates([{ name: 'scenario', template: streamingTemplate(config, resources) }]);
}

/**
 * A film of Flash Video with a picture and a sound each 100 ms, and a key frame each second. The body of each message tells what it is.
 *
 * @param name what its messages begin with
 */
export function film(seconds: number, name = 'film'): Buffer {
  const messages: Pick<MediaMessage, 'kind' | 'timestamp' | 'payload'>[] = [];
  for (let timestamp = 0; timestamp <= seconds * 1000; timestamp += 100) {
    const isKey = timestamp % 1000 === 0;
    messages.push({ kind: 'video', timestamp, payload: Buffer.from(`${isKey ? '\x12' : '\x22'}${name} ${timestamp}`, 'latin1') });
    messages.push({ kind: 'audio', timestamp, payload: Buffer.from(`\x2f${name} ${timestamp}`, 'latin1') });
  }
  return flvFile(messages);
}
