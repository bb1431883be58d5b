import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { KeyPair, MachineImage, Peer, Vpc } from 'aws-cdk-lib/aws-ec2';
import { errors, findings, newStack, read } from './site';
import { LiveEvent, LiveEventProps, LiveMediaServer, ViewerCertificate } from '../../src';
import { cacheBehaviorsOf, isKnown, knownOutputs } from '../../src/config';

const { ADOBE_MEDIA_SERVER, IIS_MEDIA_SERVICES, WOWZA_STREAMING_ENGINE } = LiveMediaServer;
const SERVERS = Object.values(LiveMediaServer);
const LINUX = MachineImage.genericLinux({ 'us-west-1': 'ami-0123456789abcdef0' });
const WINDOWS = MachineImage.genericWindows({ 'us-west-1': 'ami-0123456789abcdef1' });
const STUDIO = Peer.ipv4('203.0.113.10/32');
const OFFICE = Peer.ipv4('198.51.100.0/24');

let stack: Stack;
beforeEach(() => {
  stack = newStack('us-west-1');
});

function liveEvent(server: LiveMediaServer, props: Partial<LiveEventProps> = {}): LiveEvent {
  const usual = server === IIS_MEDIA_SERVICES ? { machineImage: WINDOWS } : { machineImage: LINUX, publishers: [STUDIO] };
  return new LiveEvent(stack, 'Event', { server, keyPair: KeyPair.fromKeyPairName(stack, 'KeyPair', 'mykey'), ...usual, ...props });
}

/** The properties of the only resource of a type. */
function only(type: string): { readonly [property: string]: any } {
  const [resource, ...others] = Object.values(Template.fromStack(stack).findResources(type));
  expect(others).toEqual([]);
  return resource.Properties;
}

const ports = () => only('AWS::EC2::SecurityGroup').SecurityGroupIngress.map(({ FromPort, IpProtocol, CidrIp }: any) => `${FromPort}/${IpProtocol} ${CidrIp}`);
const userData = () => JSON.stringify(only('AWS::EC2::Instance').UserData);

/** The outputs as they are locally, with the names of the guide in the place of the local ones. */
function outputs(host: string, domain: string, instance: string = ''): { readonly [name: string]: string } {
  const application = read(stack);
  const { domainName, origins: [{ domainName: server }] } = application.distributions[0];
  const id = String(application.resources.find(({ type }) => type === 'AWS::EC2::Instance')!.ref);
  const asInTheGuide = (value: string) => value.replace(String(server), host).replace(domainName, domain).replace(id, instance);
  return Object.fromEntries(Object.entries(knownOutputs(application)).map(([name, value]) => [name, asInTheGuide(value)]));
}

test.each(SERVERS)('one stack has the server %s, its security group and the distribution before it; nothing is wrong with it [MED-002]', (server) => {
  liveEvent(server, { endsAt: '2026-12-01' });
  const instances = Template.fromStack(stack).findResources('AWS::EC2::Instance');
  const [instance] = Object.keys(instances);
  expect(only('AWS::CloudFront::Distribution').DistributionConfig).toMatchObject({
    Origins: [{ Id: 'MediaServer', DomainName: { 'Fn::GetAtt': [instance, 'PublicDnsName'] }, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
    DefaultCacheBehavior: { TargetOriginId: 'MediaServer', ViewerProtocolPolicy: 'allow-all' },
    CustomErrorResponses: [{ ErrorCode: 404, ErrorCachingMinTTL: 2 }],
  });
  expect(only('AWS::EC2::Instance')).toMatchObject({ SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching('SecurityGroup'), 'GroupId'] }], KeyName: 'mykey', InstanceType: 'm7i.xlarge' });
  expect(errors(stack)).toEqual([]);
  expect(findings(stack).filter((rule) => /^(live|media|published|flash|key-pair|encoder)/.test(rule))).toEqual([]);
  expect(findings(stack, '2014-10-21').filter((rule) => /^(live|media|published|flash|key-pair|encoder)/.test(rule))).toEqual([]);
});

test('manifests are cached no longer than their server lets them', () => {
  liveEvent(ADOBE_MEDIA_SERVER);
  const behaviors = cacheBehaviorsOf(read(stack).distributions[0]);
  expect(behaviors.map(({ pathPattern, ttl: { min } }) => [pathPattern, isKnown(min) && min <= 2])).toEqual([['*', true], ['/hds-live/*', true], ['/hls-live/*', true]]);
});

test('the outputs of Adobe Media Server are those of the guide [MED-021] [MED-022] [MED-023]', () => {
  liveEvent(ADOBE_MEDIA_SERVER);
  const host = 'ec2-00-11-22-33.us-west-1.compute.amazonaws.com';
  expect(outputs(host, 'd123.cloudfront.net')).toEqual({
    AMSServer: `http://${host}`,
    AMSURL: `rtmp://${host}/livepkgr`,
    Stream: 'livestream?adbe-live-event=liveevent',
    LiveHDSManifest: 'http://d123.cloudfront.net/hds-live/livepkgr/_definst_/liveevent/livestream.f4m',
    LiveHLSManifest: 'http://d123.cloudfront.net/hls-live/livepkgr/_definst_/liveevent/livestream.m3u8',
    AMSServerAdminConsole: `http://${host}/ams_adminConsole.htm`,
    AMSAdminConsoleServerAddress: host,
  });
});

test('a stream of Adobe Media Server that may begin anew is published in record mode [MED-030]', () => {
  liveEvent(ADOBE_MEDIA_SERVER, { streamName: 'livestream', restartable: true });
  expect(knownOutputs(read(stack)).Stream).toBe('livestream?adbe-live-event=liveevent&adbe-record-mode=record');
});

test('the outputs of IIS Media Services are those of the guide, and its instance has the name by which it is found [MED-053] [MED-061]', () => {
  liveEvent(IIS_MEDIA_SERVICES);
  const host = 'ec2-00-11-22-33.us-west-1.compute.amazonaws.com';
  const manifest = 'http://d123.cloudfront.net/LiveSmoothStream.isml/manifest';
  expect(outputs(host, 'd123.cloudfront.net')).toEqual({
    SmoothStreamingServer: `http://${host}`,
    LivePublishPointLocation: `http://${host}/LiveSmoothStream.isml`,
    LiveSmoothStreamingPlayer: 'http://d123.cloudfront.net/LiveSmoothStreamingPlayer.html',
    LiveSmoothManifest: manifest,
    LiveHLSManifest: `${manifest}(format=m3u8-aapl).m3u8`,
    SilverlightEmbedCode: expect.stringMatching(/^<object data="data:application\/x-silverlight-2,".*mediaurl=http:\/\/d123\.cloudfront\.net\/LiveSmoothStream\.isml\/manifest"\/><\/object>$/),
  });
  expect(only('AWS::EC2::Instance').Tags).toEqual([{ Key: 'Name', Value: 'LiveSmoothStreaming' }]);
});

test('the outputs of Wowza Streaming Engine are those of the guide [MED-068] [MED-069]', () => {
  liveEvent(WOWZA_STREAMING_ENGINE);
  const host = 'ec2-xx-xx-xxx-xxx.compute-1.amazonaws.com';
  expect(outputs(host, 'd111111abcdef8.cloudfront.net', 'i-1234a567')).toEqual({
    WowzaServerLoginInfo: 'username=wowza, password=i-1234a567',
    WowzaEngineManagerURL: `http://${host}:8088/enginemanager`,
    WowzaEngineDomainName: host,
    PublishRTMPURL: `rtmp://${host}/livecf`,
    PublishStreamName: 'myStream',
    PlaybackHDSURL: 'http://d111111abcdef8.cloudfront.net/livecf/myStream/manifest.f4m',
    PlaybackHLSURL: 'http://d111111abcdef8.cloudfront.net/livecf/myStream/playlist.m3u8',
    PlaybackSmoothURL: 'http://d111111abcdef8.cloudfront.net/livecf/myStream/Manifest',
  });
});

test('names of one\'s own stand in outputs and behaviors', () => {
  const certificate = ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6C2EXAMPLE');
  liveEvent(WOWZA_STREAMING_ENGINE, { applicationName: 'concert', streamName: 'stage', domainNames: ['live.example.com'], certificate });
  expect(knownOutputs(read(stack))).toMatchObject({ PlaybackHLSURL: 'http://live.example.com/concert/stage/playlist.m3u8', PublishStreamName: 'stage' });
  expect(only('AWS::CloudFront::Distribution').DistributionConfig.CacheBehaviors.map(({ PathPattern }: any) => PathPattern)).toEqual(['/concert/*']);
});

test('the ports of each server are open to those who need them, and no others [MED-043]', () => {
  liveEvent(ADOBE_MEDIA_SERVER, { publishers: [Peer.anyIpv4()], administrators: [OFFICE] });
  expect(ports()).toEqual(['80/tcp 0.0.0.0/0', '1935/tcp 0.0.0.0/0', '1935/udp 0.0.0.0/0', '1111/tcp 198.51.100.0/24']);
  expect(findings(stack)).toContain('media-server-ports');

  stack = newStack('us-west-1');
  liveEvent(WOWZA_STREAMING_ENGINE, { administrators: [OFFICE] });
  expect(ports()).toEqual(['80/tcp 0.0.0.0/0', '1935/tcp 203.0.113.10/32', '8088/tcp 198.51.100.0/24']);

  stack = newStack('us-west-1');
  liveEvent(IIS_MEDIA_SERVICES, { administrators: [OFFICE] });
  expect(ports()).toEqual(['80/tcp 0.0.0.0/0']);
});

test('nobody logs in to the server unless it is let in [MED-040]', () => {
  const logins = () => ports().filter((port: string) => /^(22|3389)\//.test(port));
  liveEvent(ADOBE_MEDIA_SERVER);
  expect(logins()).toEqual([]);

  stack = newStack('us-west-1');
  liveEvent(ADOBE_MEDIA_SERVER).enableSsh(OFFICE);
  expect(logins()).toEqual(['22/tcp 198.51.100.0/24']);

  stack = newStack('us-west-1');
  liveEvent(IIS_MEDIA_SERVICES).enableRemoteDesktop(OFFICE);
  expect(logins()).toEqual(['3389/tcp 198.51.100.0/24']);
});

test('what is left when the stack is deleted is the volume of Adobe Media Server alone [MED-016]', () => {
  for (const server of SERVERS) {
    stack = newStack('us-west-1');
    liveEvent(server);
    const volumes = only('AWS::EC2::Instance').BlockDeviceMappings ?? [];
    expect(volumes.filter(({ Ebs }: any) => Ebs.DeleteOnTermination === false)).toHaveLength(server === ADOBE_MEDIA_SERVER ? 1 : 0);
    expect(Object.values(Template.fromStack(stack).toJSON().Resources).filter((resource: any) => resource.DeletionPolicy !== undefined)).toEqual([]);
  }
});

test('the synthesis reminds of the end of the event until it is given [MED-010]', () => {
  liveEvent(WOWZA_STREAMING_ENGINE);
  Annotations.fromStack(stack).hasInfo('/Stack/Event', Match.stringLikeRegexp('Delete the stack when the event is over'));

  stack = newStack('us-west-1');
  liveEvent(WOWZA_STREAMING_ENGINE, { endsAt: '2026-12-01' });
  Annotations.fromStack(stack).hasNoInfo('*', Match.anyValue());
  expect(only('AWS::EC2::Instance').Tags).toEqual([{ Key: 'EndsAt', Value: '2026-12-01' }]);
});

test('the server gets its file for players of other domains, the parameters of the stack, and commands of one\'s own', () => {
  liveEvent(ADOBE_MEDIA_SERVER, { playerDomains: ['www.example.com'] }).userData.addCommands('/opt/setup.sh');
  expect(userData()).toMatch(/cat > \/mnt\/webroot\/crossdomain\.xml <<'END'.*<allow-access-from domain=\\\\?"www\.example\.com\\\\?"\/>.*END.*\/opt\/setup\.sh/);
  expect(userData()).toContain('export AMSAdminUserName=');
  Template.fromStack(stack).hasParameter('AMSAdminPassword', { NoEcho: true, MinLength: 8 });

  stack = newStack('us-west-1');
  liveEvent(WOWZA_STREAMING_ENGINE);
  Template.fromStack(stack).hasParameter('WowzaLicenseKey', { NoEcho: true, MinLength: 1 });
  Template.fromStack(stack).hasParameter('StartupPackageURL', { Default: '' });

  stack = newStack('us-west-1');
  liveEvent(IIS_MEDIA_SERVICES, { playerDomains: ['www.example.com'] });
  expect(userData()).toMatch(/Set-Content -Path 'C:.*clientaccesspolicy\.xml' -Value '.*http:\/\/www\.example\.com/);
});

test('a network of one\'s own has the server in a public subnet', () => {
  liveEvent(WOWZA_STREAMING_ENGINE, { vpc: new Vpc(stack, 'Network') });
  expect([only('AWS::EC2::SecurityGroup').VpcId, only('AWS::EC2::Instance').SubnetId]).toEqual([{ Ref: expect.stringMatching(/^Network/) }, { Ref: expect.stringMatching(/^NetworkPublicSubnet1/) }]);
});

test.each<[string, LiveMediaServer, Partial<LiveEventProps>]>([
  ['nobody may publish the stream; give publishers', WOWZA_STREAMING_ENGINE, { publishers: undefined }],
  ['machineImage is for WINDOWS; IIS Media Services runs on Windows, the other servers on Linux', WOWZA_STREAMING_ENGINE, { machineImage: WINDOWS }],
  ['applicationName has "live cf"; use letters', WOWZA_STREAMING_ENGINE, { applicationName: 'live cf' }],
  ['restartable is of Adobe Media Server', WOWZA_STREAMING_ENGINE, { restartable: true }],
  ['streamName has "my stream"; use letters', ADOBE_MEDIA_SERVER, { streamName: 'my stream' }],
  ['applicationName is of Wowza Streaming Engine', ADOBE_MEDIA_SERVER, { applicationName: 'livecf' }],
  ['playerDomains has "a\'b"', ADOBE_MEDIA_SERVER, { playerDomains: ['a\'b'] }],
  ['endsAt is "soon"; expected a date such as 2026-12-01', ADOBE_MEDIA_SERVER, { endsAt: 'soon' }],
  ['publishers are of the servers that take RTMP', IIS_MEDIA_SERVICES, { publishers: [STUDIO] }],
  ['streamName is of the other servers', IIS_MEDIA_SERVICES, { streamName: 'event' }],
])('it is refused: %s', (message, server, props) => {
  expect(() => liveEvent(server, props)).toThrow(message);
});

test('a stack has one live event', () => {
  liveEvent(IIS_MEDIA_SERVICES);
  expect(() => new LiveEvent(stack, 'Other', { server: IIS_MEDIA_SERVICES, machineImage: WINDOWS, keyPair: KeyPair.fromKeyPairName(stack, 'OtherKeyPair', 'mykey') })).toThrow(/Stack\/Other: the stack has a live event already/);
});
