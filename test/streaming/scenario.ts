import { flvFile } from './media/flv-file';
import { TestPlayer } from './player';
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

  /** Runs another configuration from now on. */
  public deploy(changes: Pick<Scenario, 'config' | 'resources'>): void {
    this.application = applicationOf({ ...this.scenario, ...changes });
    this.edge.reload(this.application);
  }
}

export function applicationOf({ config = {}, resources = {} }: Scenario): Application {
  const template = {
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
  return readTemplates([{ name: 'scenario', template }]);
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
