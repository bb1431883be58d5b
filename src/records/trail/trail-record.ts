import { createHash } from 'node:crypto';
import { ApiCall, ApiDocument } from './api-call';
import { TrailValue, trailParameters, uncapitalized } from './trail-parameters';
import { Identities, userIdentity } from './user-identity';
import { timeText } from '../time';

/** An entry of a CloudTrail log file. */
export type TrailRecord = { readonly [key: string]: TrailValue };

/** The version of the API whose records are like those of today: before it, the action's name has the version at its end. */
const PRESENT = '2020-05-31';

/** What a call leaves in the trail. @param account the account that is called */
export function trailRecord(call: ApiCall, identities: Identities, account: string): TrailRecord {
  const isPresent = call.version === PRESENT;
  const version = call.version.replace(/-/g, '_');
  const readsOnly = /^(Get|List)/.test(call.action);
  return {
    eventVersion: isPresent ? '1.08' : '1.01',
    userIdentity: userIdentity(call.caller, identities, account),
    eventTime: timeText(call.time),
    ...isPresent && { eventSource: 'cloudfront.amazonaws.com' },
    eventName: isPresent ? call.action : `${call.action}${version}`,
    ...isPresent && { awsRegion: 'us-east-1' },
    sourceIPAddress: call.caller.sourceIp,
    userAgent: call.caller.userAgent,
    ...call.error !== undefined && { errorCode: call.error.code, errorMessage: call.error.message },
    requestParameters: orNull(requestParameters(call, isPresent)),
    responseElements: readsOnly ? null : orNull(responseElements(call, isPresent)),
    requestID: call.requestId,
    eventID: eventId(call),
    ...isPresent && { readOnly: readsOnly, eventType: 'AwsApiCall', apiVersion: version, managementEvent: true, recipientAccountId: account, eventCategory: 'Management' },
  };
}

function requestParameters({ subject, ifMatch, sent }: ApiCall, isPresent: boolean): { readonly [name: string]: TrailValue } {
  return { ...trailParameters(subject, isPresent), ...ifMatch !== undefined && { ifMatch }, ...document(sent, isPresent) };
}

function responseElements({ etag, location, received, error }: ApiCall, isPresent: boolean): { readonly [name: string]: TrailValue } {
  if (error !== undefined) return {};
  return { ...etag !== undefined && { eTag: etag }, ...document(received, isPresent), ...location !== undefined && { location } };
}

function document(part: ApiDocument | undefined, isPresent: boolean): { readonly [name: string]: TrailValue } {
  return part === undefined ? {} : { [uncapitalized(part[0])]: trailParameters(part[1], isPresent) };
}

function orNull(value: { readonly [name: string]: TrailValue }): TrailValue {
  return Object.keys(value).length === 0 ? null : value;
}

/** Another one for each call, the same on every run. */
function eventId({ requestId, time, action }: ApiCall): string {
  const digest = createHash('sha256').update(`${requestId} ${time} ${action}`).digest('hex');
  return [digest.slice(0, 8), digest.slice(8, 12), digest.slice(12, 16), digest.slice(16, 20), digest.slice(20, 32)].join('-');
}
