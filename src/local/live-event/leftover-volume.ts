/** A volume of Amazon EBS, as `aws ec2 describe-volumes` lists it. */
export interface Volume {
  readonly VolumeId: string;
  /** In ISO 8601. */
  readonly CreateTime: string;
  /** `available` where it is attached to nothing. */
  readonly State: string;
}

/** How long after a stack its instance and volumes are created, at most, in milliseconds. */
const STACK_CREATION = 3_600_000;

/**
 * The volume that a deleted stack left behind: of those that are attached to nothing, the first that was created while the stack was [MED-048].
 *
 * @param created when the stack was created, in milliseconds since the epoch
 */
export function leftoverVolume(volumes: readonly Volume[], created: number): Volume | undefined {
  const age = ({ CreateTime }: Volume) => Date.parse(CreateTime) - created;
  return volumes.filter((volume) => volume.State === 'available' && age(volume) >= 0 && age(volume) <= STACK_CREATION).sort((a, b) => age(a) - age(b))[0];
}
