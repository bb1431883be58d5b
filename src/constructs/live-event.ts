import { Annotations, CfnOutput, CfnParameter, Duration, Fn, Lazy, Stack, Tags, Token, Validations } from 'aws-cdk-lib';
import { CachePolicy, OriginProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { CfnInstance, CfnSecurityGroup, IKeyPair, IMachineImage, InstanceType, IPeer, IVpc, OperatingSystemType, Peer, Port, UserData } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Origins } from './origins';
import { ViewerCertificate } from './viewer-certificate';
import { WebDistribution } from './web-distribution';
import { clientAccessPolicy, crossDomainPolicy, LIVE_EVENTS, LIVE_LIFETIMES, LiveEventFacts, MEDIA_SERVERS, MediaServer } from '../config';

/** Servers that cut a live stream into files for players. */
export enum LiveMediaServer {
  /** Adobe Media Server 5: streams in HLS and HDS. */
  ADOBE_MEDIA_SERVER = 'ams',
  /** IIS Media Services 4.1, on Windows: streams in HLS and Smooth Streaming. */
  IIS_MEDIA_SERVICES = 'iis',
  /** Wowza Streaming Engine: streams in HLS, HDS and Smooth Streaming. */
  WOWZA_STREAMING_ENGINE = 'wowza',
}

/** What a live event is streamed by, and who may do what with it. */
export interface LiveEventProps {
  /** The media server. */
  readonly server: LiveMediaServer;

  /** The image that has the server: the one that AWS Marketplace names for the region, once its terms are accepted there. */
  readonly machineImage: IMachineImage;

  /** The key pair for logging in to the server, of the region and account of the stack. */
  readonly keyPair: IKeyPair;

  /**
   * The instance type of the server, which decides its price.
   * @default - m7i.xlarge
   */
  readonly instanceType?: InstanceType;

  /**
   * The network of the server, which is in the first of its public subnets.
   * @default - the default VPC of the region
   */
  readonly vpc?: IVpc;

  /**
   * Who may publish the stream by RTMP, such as `Peer.ipv4('203.0.113.10/32')`; `Peer.anyIpv4()` for everybody, as in the guide's stacks.
   * IIS Media Services takes no RTMP: its publishing point is on port 80, and asks for a password.
   * @default - none for IIS Media Services; the others need it
   */
  readonly publishers?: IPeer[];

  /**
   * Who may reach the ports by which the server is administered: 1111 of Adobe Media Server, 8088 of Wowza Streaming Engine.
   * @default - nobody
   */
  readonly administrators?: IPeer[];

  /**
   * The name of the stream: letters, digits, `-`, `_` and `.`.
   * @default - livestream, or myStream of Wowza Streaming Engine
   */
  readonly streamName?: string;

  /**
   * The application of Wowza Streaming Engine to which the stream is published.
   * @default - livecf
   */
  readonly applicationName?: string;

  /**
   * Whether the stream of Adobe Media Server can be stopped and published anew, which deletes what there was of it.
   * @default false
   */
  readonly restartable?: boolean;

  /**
   * Domains whose pages may have players of the stream, such as `www.example.com`, beside those of the distribution.
   * @default - as the server's image has it
   */
  readonly playerDomains?: string[];

  /**
   * Domain names of one's own for viewers. They need a certificate that covers them.
   * @default - CloudFront's domain name alone
   */
  readonly domainNames?: string[];

  /**
   * The certificate that viewers see.
   * @default - CloudFront's, for its own domain name
   */
  readonly certificate?: ViewerCertificate;

  /**
   * When the stack is to be deleted, in ISO 8601, such as `2026-12-01`: the instance has it as a tag. Nothing deletes the stack by itself.
   * @default - not known, of which the synthesis reminds
   */
  readonly endsAt?: string;
}

const { ADOBE_MEDIA_SERVER, IIS_MEDIA_SERVICES, WOWZA_STREAMING_ENGINE } = LiveMediaServer;

/** Parameters of the guide's stacks for which there are props. */
const BY_PROPS = ['KeyPair', 'InstanceType', 'StreamName', 'ApplicationName'];

const SECRET = /Password|LicenseKey/;

const NAME = /^[\w.-]+$/;
const DOMAIN = /^[\w.*-]+$/;

/**
 * A live stream: an EC2 instance with a media server, which takes the stream from an encoder, and a distribution in front of it.
 * A stack has one live event, as its outputs are those of the guide's tutorials. Delete the stack when the event is over: the instance costs by the hour.
 *
 * Accept the terms of the media server at AWS Marketplace first, and launch nothing there. Passwords and licence keys are parameters of the stack,
 * which the instance gets as environment variables of its start-up script; `userData` takes the commands by which the image is set up with them.
 *
 * @example
 * new LiveEvent(this, 'Event', {
 *   server: LiveMediaServer.WOWZA_STREAMING_ENGINE,
 *   machineImage: MachineImage.genericLinux({ 'us-west-2': 'ami-0123456789abcdef0' }),
 *   keyPair: KeyPair.fromKeyPairName(this, 'KeyPair', 'mykey'),
 *   publishers: [Peer.ipv4('203.0.113.10/32')],
 *   endsAt: '2026-12-01',
 * });
 */
export class LiveEvent extends Construct {
  /** What viewers ask. */
  public readonly distribution: WebDistribution;
  /** What the instance runs when it starts. */
  public readonly userData: UserData;
  private readonly ingress: CfnSecurityGroup.IngressProperty[] = [];

  public constructor(scope: Construct, id: string, props: LiveEventProps) {
    super(scope, id);
    const server = MEDIA_SERVERS.find((each) => each.id === props.server)!;
    const facts = LIVE_EVENTS[server.id];
    const { imageId, userData, osType } = props.machineImage.getImage(this);
    this.refuseMisuse(props, osType);
    this.userData = userData;
    this.addParameters(server);
    if (props.playerDomains !== undefined) this.userData.addCommands(policyFileCommand(facts, osType, props.playerDomains));
    this.openPorts(facts, props);
    const instance = this.addInstance(imageId, facts, props);
    const application = props.applicationName ?? server.ingest.path.slice(1);
    this.distribution = this.addDistribution(instance.attrPublicDnsName, facts.paths(application), props);
    Validations.of(this.distribution).acknowledge({ id: 'cloudfront-edge::origin-instance', reason: 'an encoder publishes a live stream to one server' });
    const site = this.distribution.distributionUrl.replace(/^https/, 'http');
    const event = {
      application, stream: props.streamName ?? facts.stream, event: 'liveevent', server: instance.attrPublicDnsName, instanceId: instance.ref, site, isRestartable: props.restartable ?? false,
    };
    for (const { key, description, value } of facts.outputs) new CfnOutput(this, key, { description, value: value(event) }).overrideLogicalId(key);
    if (props.endsAt === undefined) {
      Annotations.of(this).addInfoV2('cdk-cloudfront-edge:live-event-end', 'The media server costs by the hour until its stack is deleted. Delete the stack when the event is over, and give endsAt to say when that is.');
    }
  }

  /** Lets somebody log in to the server by SSH, on port 22. @param peer such as `Peer.ipv4('203.0.113.0/24')` */
  public enableSsh(peer: IPeer): void {
    this.allow(peer, Port.SSH, 'SSH');
  }

  /** Lets somebody log in to a server with Windows by Remote Desktop, on port 3389. @param peer such as `Peer.ipv4('203.0.113.0/24')` */
  public enableRemoteDesktop(peer: IPeer): void {
    this.allow(peer, Port.RDP, 'Remote Desktop');
  }

  private refuseMisuse(props: LiveEventProps, osType: OperatingSystemType): void {
    const { server, publishers = [], applicationName, streamName, restartable, playerDomains = [], endsAt } = props;
    const [isAdobe, isIis, isWowza] = [ADOBE_MEDIA_SERVER, IIS_MEDIA_SERVICES, WOWZA_STREAMING_ENGINE].map((each) => each === server);
    const domains = playerDomains.map((value) => ({ prop: 'playerDomains', value, pattern: DOMAIN }));
    const names = [{ prop: 'applicationName', value: applicationName, pattern: NAME }, { prop: 'streamName', value: streamName, pattern: NAME }, ...domains];
    const badName = names.find(({ value, pattern }) => value !== undefined && !Token.isUnresolved(value) && !pattern.test(value));
    const problems: readonly (readonly [holds: boolean, says: string])[] = [
      [Stack.of(this).node.findAll().some((other) => other !== this && other instanceof LiveEvent), 'the stack has a live event already, and its outputs have the same names; use a stack for each event'],
      [(osType === OperatingSystemType.WINDOWS) !== isIis, `machineImage is for ${OperatingSystemType[osType]}; IIS Media Services runs on Windows, the other servers on Linux`],
      [!isIis && publishers.length === 0, 'nobody may publish the stream; give publishers, such as [Peer.ipv4(\'203.0.113.10/32\')]'],
      [isIis && publishers.length > 0, 'publishers are of the servers that take RTMP; IIS Media Services takes the stream on port 80, by password'],
      [!isWowza && applicationName !== undefined, 'applicationName is of Wowza Streaming Engine; the other servers have one application'],
      [isIis && streamName !== undefined, 'streamName is of the other servers; IIS Media Services streams LiveSmoothStream'],
      [!isAdobe && restartable !== undefined, 'restartable is of Adobe Media Server; the other servers let a stream begin anew'],
      [badName !== undefined, `${badName?.prop} has "${badName?.value}"; use letters, digits, -, _ and . alone`],
      [endsAt !== undefined && !Token.isUnresolved(endsAt) && Number.isNaN(Date.parse(endsAt)), `endsAt is "${endsAt}"; expected a date such as 2026-12-01`],
    ];
    const problem = problems.find(([holds]) => holds);
    if (problem !== undefined) throw new Error(`${this.node.path}: ${problem[1]}.`);
  }

  private addParameters({ parameters }: MediaServer): void {
    for (const { name, required, shortest } of parameters.filter((parameter) => !BY_PROPS.includes(parameter.name))) {
      const parameter = new CfnParameter(this, name, {
        noEcho: SECRET.test(name), minLength: shortest ?? (required ? 1 : undefined), default: required ? undefined : '', allowedPattern: '[^\']*', constraintDescription: 'it has no \'',
      });
      parameter.overrideLogicalId(name);
      this.userData.addCommands(`export ${name}='${parameter.valueAsString}'`);
    }
  }

  private openPorts({ ports }: LiveEventFacts, { publishers = [], administrators = [] }: LiveEventProps): void {
    this.allow(Peer.anyIpv4(), Port.HTTP, 'CloudFront');
    for (const { port, protocols, for: people } of ports) {
      for (const peer of people === 'publishers' ? publishers : administrators) {
        for (const protocol of protocols) this.allow(peer, Port[protocol](port), people);
      }
    }
  }

  private allow(peer: IPeer, port: Port, description: string): void {
    this.ingress.push({ ...peer.toIngressRuleConfig(), ...port.toRuleJson(), description });
  }

  private addInstance(imageId: string, { keptVolume, instanceName }: LiveEventFacts, { keyPair, instanceType, vpc, endsAt }: LiveEventProps): CfnInstance {
    const securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: 'Media server of a live event', vpcId: vpc?.vpcId, securityGroupIngress: Lazy.any({ produce: () => this.ingress }),
    });
    const instance = new CfnInstance(this, 'OriginServer', {
      imageId,
      instanceType: instanceType?.toString() ?? 'm7i.xlarge',
      keyName: keyPair.keyPairName,
      securityGroupIds: [securityGroup.attrGroupId],
      subnetId: vpc?.publicSubnets[0].subnetId,
      userData: Fn.base64(Lazy.string({ produce: () => this.userData.render() })),
      blockDeviceMappings: keptVolume && [{ deviceName: keptVolume.deviceName, ebs: { volumeSize: keptVolume.gibibytes, deleteOnTermination: false } }],
    });
    if (instanceName !== undefined) Tags.of(instance).add('Name', instanceName);
    if (endsAt !== undefined) Tags.of(instance).add('EndsAt', endsAt);
    return instance;
  }

  /** What the server says in Cache-Control holds, and what is not there yet is asked for again as soon as manifests are. */
  private addDistribution(serverName: string, paths: readonly string[], { domainNames, certificate }: LiveEventProps): WebDistribution {
    const origin = Origins.custom(serverName, { originId: 'MediaServer', protocolPolicy: OriginProtocolPolicy.HTTP_ONLY });
    const live = { origin, cachePolicy: CachePolicy.CACHING_OPTIMIZED };
    const manifestLifetime = LIVE_LIFETIMES.find(({ isManifest }) => isManifest)!.seconds;
    return new WebDistribution(this, 'Distribution', {
      defaultBehavior: live,
      behaviors: paths.map((pathPattern) => ({ ...live, pathPattern })),
      errorResponses: [{ httpStatus: 404, ttl: Duration.seconds(manifestLifetime) }],
      domainNames,
      certificate,
    });
  }
}

/** Writes what the server says of players of other domains into its own file [MED-038]. */
function policyFileCommand({ policyFile }: LiveEventFacts, osType: OperatingSystemType, domains: readonly string[]): string {
  return osType === OperatingSystemType.WINDOWS
    ? `Set-Content -Path '${policyFile}' -Value '${clientAccessPolicy(domains).trimEnd()}'`
    : `cat > ${policyFile} <<'END'\n${crossDomainPolicy(domains)}END`;
}
