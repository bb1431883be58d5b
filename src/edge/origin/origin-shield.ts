import { Application, isKnown, Origin } from '../../config';
import type { CompiledOrigin } from '../compiled-distribution';
import { evaluateConditions } from '../conditionals';
import type { EdgeLocation } from '../edge-location';
import { Answer, decide, Exchange } from '../exchange';
import { ViewerRequest } from '../message';
import { regionOf } from '../regional-edge-cache';
import { OriginFailure, OriginResponse } from './origin-client';
import { askOrigin } from '../steps/ask-origin';
import { lookUpInCache } from '../steps/look-up-in-cache';

/** The caches between edge locations and origins, one for each Region that an origin names [OTD-087]. */
export class OriginShields {
  private readonly byRegion = new Map<string, EdgeLocation>();

  public constructor(private readonly create: (region: string) => EdgeLocation) {}

  public get all(): Iterable<EdgeLocation> {
    return this.byRegion.values();
  }

  /** The shield of a Region, with the configuration of the edge location that asks it. */
  public of(region: string, { configuration }: EdgeLocation): EdgeLocation {
    let shield = this.byRegion.get(region);
    if (shield === undefined) {
      shield = this.create(region);
      this.byRegion.set(region, shield);
    }
    shield.configuration = configuration;
    return shield;
  }
}

/** The Region of the shield that a request goes through; undefined where there is none, and at the shield itself. */
export function shieldRegion({ location }: Exchange, { originShield }: Origin): string | undefined {
  if (location.shields === undefined || originShield?.enabled !== true) return undefined;
  return isKnown(originShield.region) ? originShield.region : undefined;
}

/** The Regions of the shields of an application. */
export function shieldRegions({ distributions }: Pick<Application, 'distributions'>): ReadonlySet<string> {
  const shields = distributions.flatMap(({ origins }) => origins.flatMap(({ originShield }) => originShield ?? []));
  return new Set(shields.flatMap(({ enabled, region }) => (enabled === true && isKnown(region) ? [region] : [])));
}

/** Notes that a request that is not cached goes through a shield, which does nothing to it [OTD-090]. */
export function passShield(exchange: Exchange, origin: CompiledOrigin, region: string): void {
  decide(exchange, 'origin-shield', 'passed', { region }, `${origin.config.location.path}.OriginShield`);
}

/** The decisions at a shield that are of interest to the viewer's request. */
const OF_FUNCTIONS: readonly string[] = ['origin-request', 'origin-response'];

/** Asks one origin through its shield, which answers out of its own cache, or asks the origin for all edge locations together. */
export async function askShield(exchange: Exchange, origin: CompiledOrigin, region: string, conditions: readonly string[]): Promise<OriginResponse | OriginFailure> {
  const behavior = { ...exchange.behavior!, compress: false, target: { origins: [origin], failoverStatusCodes: new Set<number>(), quality: undefined } };
  const atShield: Exchange = {
    ...exchange,
    request: { ...exchange.request, whenGone: whenNobodyWaits(exchange) },
    location: exchange.location.shields!.of(region, exchange.location),
    behavior,
    decisions: [],
    key: '',
    keyOfWhole: undefined,
    expired: undefined,
    lastResort: undefined,
    cause: undefined,
    answer: undefined,
  };
  for (const step of [lookUpInCache, askOrigin]) if (atShield.answer === undefined) await step(atShield);
  const answer = atShield.answer!;
  exchange.functions = atShield.functions;
  exchange.decisions.push(...atShield.decisions.filter(({ step }) => OF_FUNCTIONS.includes(step)));
  exchange.isShieldHit = answer.resultType === 'Hit';
  decide(exchange, 'origin-shield', exchange.isShieldHit ? 'hit' : 'asked', { region }, `${origin.config.location.path}.OriginShield`);
  if (answer.cause !== undefined) return new OriginFailure(answer.cause as OriginFailure['kind'], `the origin failed at the shield in ${region}`);
  return answered(answer, conditions, exchange.now);
}

/** What access logs call a hit: one in the shield is told apart where the shield is not the edge location's own regional edge cache [OTD-088]. */
export function detailedHit({ isShieldHit, location, origin }: Exchange): 'Hit' | 'OriginShieldHit' {
  return isShieldHit && origin?.originShield?.region !== regionOf(location.name) ? 'OriginShieldHit' : 'Hit';
}

/** To a shield the edge location is the viewer: it leaves when the last of those has gone who wait for the object there. */
function whenNobodyWaits({ signal }: Exchange): ViewerRequest['whenGone'] {
  return signal && ((callback) => signal.addEventListener('abort', callback, { once: true }));
}

/** What the shield answers an edge location: nothing new, if that is what its copy is. */
function answered({ status, headers, body, object, resultType, isWhole }: Answer, conditions: readonly string[], now: number): OriginResponse {
  const age = object === undefined ? [] : ['Age', String(Math.floor((now - object.confirmedAt) / 1000) + object.initialAge)];
  const isStale = object !== undefined && object.freshUntil <= now && resultType === 'Hit';
  if (status === 200 && evaluateConditions(conditions, headers, now) === 304) return { status: 304, headers: [...headers, ...age], body: undefined, isStale };
  const hasRanges = object !== undefined && object.part === undefined && isWhole !== true;
  return { status, headers: [...headers, ...age], body: body ?? object?.body.read(), isGenerated: resultType === 'LambdaGeneratedResponse', hasRanges };
}
