import { Template } from 'aws-cdk-lib/assertions';
import { KeyPair, MachineImage, Peer } from 'aws-cdk-lib/aws-ec2';
import { LiveEvent, LiveEventProps, LiveMediaServer } from '../../../src';
import { newStack } from '../../constructs/site';

interface LiveEventTemplate {
  readonly Resources: { readonly [id: string]: { readonly Type: string; readonly Properties: any } };
}

/** The template of a stack with a live event, into which administrators can log in. */
export function liveEventTemplate(server: LiveMediaServer, props: Partial<LiveEventProps> = {}): LiveEventTemplate {
  const stack = newStack('us-west-1');
  const isIis = server === LiveMediaServer.IIS_MEDIA_SERVICES;
  const image = { 'us-west-1': 'ami-0123456789abcdef0' };
  const event = new LiveEvent(stack, 'Event', {
    server,
    machineImage: isIis ? MachineImage.genericWindows(image) : MachineImage.genericLinux(image),
    keyPair: KeyPair.fromKeyPairName(stack, 'KeyPair', 'mykey'),
    publishers: isIis ? undefined : [Peer.ipv4('203.0.113.10/32')],
    ...props,
  });
  if (isIis) event.enableRemoteDesktop(Peer.ipv4('198.51.100.0/24'));
  else event.enableSsh(Peer.ipv4('198.51.100.0/24'));
  return Template.fromStack(stack).toJSON() as LiveEventTemplate;
}
