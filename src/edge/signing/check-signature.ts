import { createVerify } from 'crypto';
import { AccessPolicy, cannedPolicy, MalformedPolicy, readPolicy } from './policy';
import { SignatureParameters } from './signature-parameters';
import { SignedRequest } from './signed-request';
import { TrustedKeys } from './trusted-keys';
import { fromUrlSafeBase64 } from './url-safe-base64';
import { isInNetwork } from '../locator/address';

/** CloudFront's codes for requests that it does not grant [SIG-115]. */
export type SignatureError = 'MissingKey' | 'InvalidKey' | 'MalformedPolicy' | 'MalformedSignature' | 'AccessDenied';

/** Why a request is not granted. */
export interface SignatureRefusal {
  readonly error: SignatureError;
  /** What is wrong, for people. */
  readonly reason: string;
}

/**
 * Whether the parameters of a request grant it.
 *
 * @param startSecondRefused whether the second in which access begins is still too early [SIG-025]
 * @returns the policy that grants it, or why none does
 */
export function checkSignature(request: SignedRequest, parameters: SignatureParameters, keys: TrustedKeys, startSecondRefused: boolean): AccessPolicy | SignatureRefusal {
  const { 'Key-Pair-Id': keyPairId, Signature, Policy, Expires, 'Hash-Algorithm': hash = 'SHA1' } = parameters;
  if (keyPairId === undefined) return { error: 'MissingKey', reason: 'the request names no key: it is not signed' };
  const key = keys.get(keyPairId);
  if (key === undefined) return { error: 'InvalidKey', reason: `${keyPairId} is no key that the behavior trusts` };
  if (Signature === undefined) return denied('the request has no signature');
  const signature = fromUrlSafeBase64(Signature);
  if (signature === undefined) return { error: 'MalformedSignature', reason: 'the signature is not in CloudFront\'s form of Base64' };
  if (hash !== 'SHA1' && hash !== 'SHA256') return denied(`there is no hash algorithm ${hash}: SHA1 or SHA256`);
  const verifies: Verifies = (text) => createVerify(hash).update(text).verify(key, signature);
  if (Policy !== undefined) return checkCustom(request, Policy, verifies, startSecondRefused);
  return Expires === undefined ? denied('the request has neither Expires nor Policy') : checkCanned(request, Expires, verifies);
}

/** Whether the signature is that of a text. */
type Verifies = (text: string | Uint8Array) => boolean;

/** Whether a check refused. */
export function isRefusal(result: AccessPolicy | SignatureRefusal): result is SignatureRefusal {
  return 'error' in result;
}

function checkCanned(request: SignedRequest, expires: string, verifies: Verifies): AccessPolicy | SignatureRefusal {
  if (!/^\d{1,15}$/.test(expires)) return { error: 'MalformedPolicy', reason: `Expires is ${expires}, not a time in seconds` };
  const { resources } = request;
  const resource = resources.find((candidate) => verifies(cannedPolicy(candidate, Number(expires))));
  if (resource === undefined) return denied(`the signature is not that of the canned policy for ${resources[0]} until ${expires}`);
  return inTime({ resource, dateLessThan: Number(expires) }, request, false);
}

function checkCustom(request: SignedRequest, encoded: string, verifies: Verifies, startSecondRefused: boolean): AccessPolicy | SignatureRefusal {
  const text = fromUrlSafeBase64(encoded);
  if (text === undefined) return { error: 'MalformedPolicy', reason: 'the policy is not in CloudFront\'s form of Base64' };
  const policy = policyIn(text);
  if (policy instanceof MalformedPolicy) return { error: 'MalformedPolicy', reason: policy.message };
  if (!verifies(text)) return denied('the signature is not that of the policy');
  const { resource, ipAddress } = policy;
  const { ip } = request;
  if (resource !== undefined && !request.isMeantBy(resource)) return denied(`the policy is for ${resource}`);
  if (ipAddress !== undefined && !isInNetwork(ip, ipAddress)) return denied(`the policy is for viewers at ${ipAddress}, and this one is at ${ip}`);
  return inTime(policy, request, startSecondRefused);
}

function inTime(policy: AccessPolicy, { now }: SignedRequest, startSecondRefused: boolean): AccessPolicy | SignatureRefusal {
  const { dateLessThan, dateGreaterThan } = policy;
  const second = Math.floor(now / 1000);
  if (second >= dateLessThan) return denied(`access ended at ${shown(dateLessThan)}`);
  if (dateGreaterThan !== undefined && (startSecondRefused ? second <= dateGreaterThan : second < dateGreaterThan)) return denied(`access begins at ${shown(dateGreaterThan)}`);
  return policy;
}

function policyIn(text: Buffer): AccessPolicy | MalformedPolicy {
  try {
    return readPolicy(text.toString());
  } catch (error) {
    return error as MalformedPolicy;
  }
}

function denied(reason: string): SignatureRefusal {
  return { error: 'AccessDenied', reason };
}

function shown(seconds: number): string {
  return seconds > 8_640_000_000_000 ? String(seconds) : new Date(seconds * 1000).toISOString();
}
