import { CURRENT_VERSION } from './api-version';
import { RTMP, WEB } from './distribution-kind';
import { writeElements } from './element';
import { FAMILIES } from './families';
import { Family, statedConfig } from './family';
import { Application, isKnown, Resource } from '../../config';
import { ApiCall } from '../../records';

const CLOUDFORMATION = 'cloudformation.amazonaws.com';

const KINDS: readonly Pick<Family, 'type' | 'name' | 'actionName' | 'config' | 'elements' | 'isWholeResource'>[] = [WEB, RTMP, ...FAMILIES];

/**
 * The calls by which CloudFormation brings templates to CloudFront [RPT-100].
 *
 * @param before what was deployed until now; undefined for nothing
 */
export function deploymentCalls(before: Application | undefined, after: Application): Omit<ApiCall, 'time'>[] {
  return KINDS.flatMap((kind) => {
    const [old, present] = [resourcesOf(kind.type, before), resourcesOf(kind.type, after)];
    const call = (verb: string, { ref, stated }: Resource) => {
      const config = statedConfig(kind, stated);
      return callOf(`${verb}${kind.actionName ?? kind.name}`, String(ref), verb === 'Delete' ? undefined : [kind.config, writeElements(config, kind.elements)], kind.name);
    };
    return [
      ...[...present].flatMap(([id, resource]) => {
        const earlier = old.get(id);
        if (earlier === undefined) return [call('Create', resource)];
        return JSON.stringify(earlier.stated) === JSON.stringify(resource.stated) ? [] : [call('Update', resource)];
      }),
      ...[...old].filter(([id]) => !present.has(id)).map(([, resource]) => call('Delete', resource)),
    ];
  });
}

function resourcesOf(type: string, application: Application | undefined): ReadonlyMap<string, Resource> {
  const all = application?.resources.filter((resource) => resource.type === type && isKnown(resource.ref)) ?? [];
  return new Map(all.map((resource) => [String(resource.ref), resource]));
}

function callOf(action: string, id: string, sent: ApiCall['sent'], name: string): Omit<ApiCall, 'time'> {
  return {
    action,
    version: CURRENT_VERSION,
    requestId: `${CLOUDFORMATION} ${action} ${id}`,
    subject: action.startsWith('Create') ? {} : { Id: id },
    sent,
    received: sent && [name, { Id: id }],
    caller: { accessKeyId: undefined, service: CLOUDFORMATION, sourceIp: CLOUDFORMATION, userAgent: CLOUDFORMATION },
  };
}
