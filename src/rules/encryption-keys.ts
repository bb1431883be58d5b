import { Application, Bucket, Resource, resourceAt, Stated, UNKNOWN } from '../config';

/** The objects in a value that is an object, or a list of them. */
function objectsOf(value: unknown): Stated[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is Stated => typeof item === 'object' && item !== null && item !== UNKNOWN);
}

/** How a bucket encrypts new objects. */
export function encryptionOf({ encryption }: Bucket): Stated | undefined {
  return objectsOf(objectsOf(encryption?.ServerSideEncryptionConfiguration)[0]?.ServerSideEncryptionByDefault)[0];
}

/** Whether a bucket asks KMS for a key of its own, from which it makes those of objects. */
export function hasBucketKey({ encryption }: Bucket): boolean {
  return String(objectsOf(encryption?.ServerSideEncryptionConfiguration)[0]?.BucketKeyEnabled) === 'true';
}

/** The key of the application with which a bucket encrypts. */
export function keyOf({ location: bucket }: Bucket, application: Application): Resource | undefined {
  const named = resourceAt(bucket, application)?.dependsOn ?? [];
  return application.resources.find(({ type, location }) => type === 'AWS::KMS::Key' && location.template === bucket.template && named.includes(location.logicalId));
}

/** Whether a key's policy may let a service do something, such as `kms:Decrypt`; only what is certain is false. */
export function mayUseKey({ stated }: Resource, service: string, action: string): boolean {
  const statements = objectsOf(stated.KeyPolicy)[0]?.Statement;
  if (stated.KeyPolicy === UNKNOWN || statements === UNKNOWN) return true;
  const names = [action, 'kms:*', '*'].flatMap((name) => [name, `${name}*`]);
  return objectsOf(statements).some(({ Effect, Principal, Action }) => {
    const actions = Array.isArray(Action) ? Action : [Action];
    const principal = JSON.stringify(Principal) ?? '';
    const isMeant = [`"${service}"`, '"*"', String(UNKNOWN)].some((text) => principal.includes(text));
    return Effect !== 'Deny' && isMeant && actions.some((given) => given === UNKNOWN || names.includes(String(given)));
  });
}
