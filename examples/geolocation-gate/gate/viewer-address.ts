/** What is in front of the gate: nothing, or a load balancer, which is the one that connects to it. */
export type Front = 'none' | 'load-balancer';

/**
 * The address of the user. Without a load balancer it is the one that connects, since anybody can write X-Forwarded-For;
 * behind one it is the last of X-Forwarded-For, which the load balancer wrote.
 */
export function viewerAddress(front: Front, remoteAddress: string, forwardedFor: string | undefined): string {
  if (front === 'none') return remoteAddress;
  const addresses = (forwardedFor ?? '').split(',').map((address) => address.trim()).filter((address) => address !== '');
  return addresses[addresses.length - 1] ?? remoteAddress;
}
