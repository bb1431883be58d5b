import { LRUCache } from 'lru-cache';
import { Application, Edition, factsOf, isKnown, knownOr, Origin, OriginAccessControl, OriginOverrides, WebDistribution } from '../../config';
import type { CompiledOrigin, Target } from '../compiled-distribution';
import { isObject } from './fields';
import { HeaderEntry } from './headers';
import { checkedProperties, InvalidOrigin, isBucketName, OriginProperties, requireNoHeaderTwice, wrongOverrides } from './origin-properties';
import { compiledOrigin, MADE_BY_FUNCTIONS } from '../origin/compiled-origin';
import { MediaQuality } from '../origin/media-quality';
import { originIdentity } from '../origin/origin-identity';
import { OriginCall } from './realm/runner';

/** What an origin is chosen among. */
interface Choices {
  readonly application: Application;
  readonly distribution: WebDistribution;
  readonly origins: readonly CompiledOrigin[];
  /** What the behavior asks by itself. */
  readonly target: Target | undefined;
  readonly edition: Edition;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What the origin helpers of CloudFront functions may have a behavior ask. */
export class OriginChoice {
  /** Calls that were made before, so that the same call has the same connections. */
  private readonly targets = new LRUCache<string, Target>({ max: MADE_BY_FUNCTIONS });

  public constructor(private readonly choices: Choices) {}

  /**
   * What is asked after a call of a helper.
   *
   * @param headers the request's, as the function left them
   * @throws InvalidOrigin
   */
  public targetOf(call: OriginCall, headers: readonly HeaderEntry[]): Target {
    const key = JSON.stringify(call);
    let target = this.targets.get(key);
    if (target === undefined) {
      target = this.made(call);
      this.targets.set(key, target);
    }
    if (call.method === 'updateRequestOrigin') requireNoHeaderTwice(call.arguments[0] as OriginProperties, headers);
    return target;
  }

  private made({ method, arguments: [first, second] }: OriginCall): Target {
    switch (method) {
      case 'selectRequestOriginById': return { origins: [this.selected(first, second, method)], failoverStatusCodes: new Set(), quality: undefined };
      case 'createRequestOriginGroup': return this.group(first);
      case 'updateRequestOrigin': return this.updated(first);
    }
  }

  /** An origin of the distribution, with what is overridden [FUN-097, FUN-100]. */
  private selected(id: unknown, overrides: unknown, method: string): CompiledOrigin {
    const { origins, distribution } = this.choices;
    const found = origins.find(({ config }) => isKnown(config.id) && config.id === id);
    if (found === undefined) {
      const ids = origins.map(({ config }) => knownOr(config.id, '?')).join(', ');
      throw new InvalidOrigin(`${method} was given ${JSON.stringify(id)}, which is no origin of ${distribution.location.logicalId}; it has ${ids}`);
    }
    if (found.config.custom?.stated.OriginMtlsConfig !== undefined) throw new InvalidOrigin(`${method} was given ${String(id)}, which uses mutual TLS`);
    if (overrides === undefined) return found;
    const wrong = wrongOverrides(overrides);
    if (wrong !== undefined) throw new InvalidOrigin(`${method} was given overrides ${wrong}`);
    if (found.config.s3 !== undefined) throw new InvalidOrigin(`${method} was given overrides for ${String(id)}, which is a bucket`);
    return { ...found, isMadeByFunction: true, config: { ...found.config, overrides: overrides as OriginOverrides } };
  }

  /** A group of two origins of the distribution [FUN-099]. */
  private group(given: unknown): Target {
    const method = 'createRequestOriginGroup';
    const { originIds, failoverCriteria, selectionCriteria = 'default' } = isObject(given) ? given : {};
    if (!Array.isArray(originIds) || originIds.length !== 2) throw new InvalidOrigin(`${method} was not given two originIds`);
    if (selectionCriteria !== 'default' && selectionCriteria !== 'media-quality-score') throw new InvalidOrigin(`${method} was given other selectionCriteria than default and media-quality-score`);
    const allowed = factsOf(this.choices.edition).allowed.failoverStatusCodes;
    const codes = isObject(failoverCriteria) ? failoverCriteria.statusCodes : undefined;
    if (!Array.isArray(codes) || !codes.every((code) => allowed.includes(code))) throw new InvalidOrigin(`${method} was given no failoverCriteria with statusCodes of ${allowed.join(', ')}`);
    const origins = originIds.map((item) => (isObject(item) ? this.selected(item.originId, item.originOverrides, method) : this.selected(item, undefined, method)));
    return { origins, failoverStatusCodes: new Set<number>(codes), quality: selectionCriteria === 'default' ? undefined : new MediaQuality() };
  }

  /** The assigned origin, or the primary of a group, with other properties [FUN-093, FUN-095, FUN-096]. */
  private updated(given: unknown): Target {
    const { target } = this.choices;
    if (target === undefined) throw new InvalidOrigin('updateRequestOrigin has no origin to update');
    const [assigned, ...others] = target.origins;
    if (assigned.config.vpc !== undefined) throw new InvalidOrigin('updateRequestOrigin cannot update a VPC origin');
    const properties = checkedProperties(given, assigned.config.domainName);
    return { ...target, origins: [this.withProperties(assigned, properties), ...others] };
  }

  private withProperties({ config: assigned }: CompiledOrigin, properties: OriginProperties): CompiledOrigin {
    const { application, distribution, now } = this.choices;
    const { originAccessControlConfig: access } = properties;
    const control = access?.enabled === true ? accessControl(assigned, access) : undefined;
    const around: Application = control === undefined ? application : { ...application, originAccessControls: [...application.originAccessControls, control] };
    const config = { ...updatedConfig(assigned, properties, this.choices), ...(access === undefined ? {} : { originAccessControlId: control?.id }) };
    const compiled = compiledOrigin(config, distribution, around, now);
    if (compiled.signer !== undefined && properties.hostHeader !== undefined) throw new InvalidOrigin('updateRequestOrigin was given a hostHeader for an origin with origin access control');
    return { ...compiled, isMadeByFunction: true };
  }
}

/** An origin access control that is in no template. */
function accessControl({ location, stated }: Origin, { originType, signingBehavior, signingProtocol }: NonNullable<OriginProperties['originAccessControlConfig']>): OriginAccessControl {
  return { location, stated, id: 'of a function', name: undefined, originType, signingBehavior, signingProtocol };
}

const CUSTOM = { httpPort: 80, httpsPort: 443, protocolPolicy: 'match-viewer', sslProtocols: ['TLSv1.2'], readTimeout: 30, keepaliveTimeout: 5, clientCertificateArn: undefined };

function updatedConfig(assigned: Origin, properties: OriginProperties, choices: Choices): Origin {
  const { domainName = knownOr(assigned.domainName, ''), originPath, customHeaders, connectionAttempts, originShield, timeouts, hostHeader, sni, allowedCertificateNames } = properties;
  const { location, stated } = assigned;
  const isMoved = properties.domainName !== undefined;
  return {
    ...assigned,
    ...(isMoved ? { domainName, ...originIdentity(domainName, choices.distribution, choices.application) } : {}),
    ...endpoint(assigned, properties, domainName),
    path: originPath ?? assigned.path,
    customHeaders: customHeaders === undefined ? assigned.customHeaders : Object.entries(customHeaders).map(([name, value]) => ({ location, stated, name, value })),
    connectionAttempts: connectionAttempts ?? assigned.connectionAttempts,
    connectionTimeout: timeouts?.connectionTimeout ?? assigned.connectionTimeout,
    responseCompletionTimeout: timeouts?.responseCompletionTimeout ?? assigned.responseCompletionTimeout,
    originShield: originShield === undefined ? assigned.originShield : { location, stated, enabled: originShield.enabled, region: originShield.region },
    overrides: { hostHeader: hostHeader ?? (isMoved ? domainName : undefined), sni: sni ?? hostHeader, allowedCertificateNames },
  };
}

/** What an origin is, a bucket or a server, and how it is reached. What the function does not say stays, as far as the other kind has it. */
function endpoint({ s3, custom, location, stated }: Origin, { domainName: moved, customOriginConfig, timeouts, mTLSConfig }: OriginProperties, domainName: string): Pick<Origin, 's3' | 'custom'> {
  const isBucket = moved === undefined ? s3 !== undefined : isBucketName(domainName);
  if (isBucket) {
    const bucket = s3 ?? { location, stated, originAccessIdentity: '', readTimeout: 30 };
    return { s3: { ...bucket, readTimeout: timeouts?.readTimeout ?? bucket.readTimeout }, custom: undefined };
  }
  const server = custom ?? { location, stated, ...CUSTOM };
  const { port, protocol, sslProtocols, ipAddressType } = customOriginConfig ?? {};
  return {
    s3: undefined,
    custom: {
      ...server,
      ...(port === undefined ? {} : { httpPort: port, httpsPort: port, protocolPolicy: `${protocol}-only`, sslProtocols: sslProtocols! }),
      ...(ipAddressType === undefined ? {} : { stated: { ...server.stated, IpAddressType: ipAddressType } }),
      readTimeout: timeouts?.readTimeout ?? server.readTimeout,
      keepaliveTimeout: timeouts?.keepAliveTimeout ?? server.keepaliveTimeout,
      clientCertificateArn: mTLSConfig === 'off' ? undefined : server.clientCertificateArn,
    },
  };
}
