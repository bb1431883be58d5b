import { allDistributions, AnyDistribution, Application, isKnown, isSameResource, knownItems, knownOr, Location, matchesWildcards, s3HostName, WebDistribution } from '../config';
import { discard, Edge, ViewerResponse } from '../edge';
import { Finding } from '../rules';
import { isAddress } from './host-names';
import { ReadyEvent } from './ready-event';

/** What may keep a URL from showing its object, and what to do. */
export interface Diagnosis {
  /** The likely causes, the likeliest first; none where all is well. */
  readonly causes: readonly string[];
  /** What helps to find out more. */
  readonly hints: readonly string[];
  /** The status that the URL is answered with; undefined where it was not asked for. */
  readonly status: number | undefined;
}

type Asked = Pick<Edge, 'status' | 'handle' | 'dns'>;

/** What a diagnosis looks at. */
export interface Examined {
  readonly application: Application;
  readonly edge: Asked;
  /** What the rules find in the templates. */
  readonly findings: readonly Finding[];
  /** Why those with whose credentials the URL is looked at may not call an action of S3 on a resource; undefined where they may. @default - nobody's credentials */
  readonly refusal?: (action: string, resource: string) => string | undefined;
}

/** The URL that viewers of CloudFront would have in the place of one of this machine: `localhost` and the like stand for a distribution by their port. */
export function asViewersHaveIt(url: URL, { distributions }: Pick<ReadyEvent, 'distributions'>): URL {
  const here = distributions.find(({ http, https, rtmp, rtmpt }) => [http, https, rtmp, rtmpt].some((own) => own && new URL(own).port === url.port));
  if (here === undefined || !(url.hostname === 'localhost' || isAddress(url.hostname))) return url;
  return new URL(`${url.protocol}//${here.domainName}${url.pathname}${url.search}`);
}

/** Who looks. */
export const VIEWER = '127.0.0.1';

/** Why a URL does not show its object: host, deployment, DNS, the rules' findings, permissions, then what CloudFront answers [IAM-021 to IAM-033]. */
export async function diagnose(url: URL, examined: Examined): Promise<Diagnosis> {
  const { application, edge } = examined;
  const host = url.hostname.toLowerCase();
  const distribution = allDistributions(application).find((candidate) => namesOf(candidate).some((name) => matchesWildcards(name.toLowerCase(), host)));
  if (distribution === undefined) return { causes: [withoutCloudFront(url, host, application)], hints: [], status: undefined };
  const causes = [
    ...deployment(distribution, edge), ...dnsRecord(distribution, host, edge), ...broken(distribution, host, examined), ...withoutS3(distribution, examined),
  ];
  if (!('origins' in distribution)) return { causes: [...causes, ...wrongProtocol(url, host)], hints: [], status: undefined };
  const response = await edge.handle({
    method: 'GET', url: `${url.pathname}${url.search}`, headers: ['Host', distribution.domainName], protocol: url.protocol === 'http:' ? 'http' : 'https', httpVersion: '1.1', ip: VIEWER,
  });
  discard(response.body);
  return { causes: [...causes, ...answered(response, distribution)], hints: hintsOf(response, distribution), status: response.status };
}

function namesOf({ domainName, aliases }: AnyDistribution): readonly string[] {
  return [domainName, ...knownItems(aliases)];
}

/** A host that is an origin, or nothing that is known [IAM-027]. */
function withoutCloudFront(url: URL, host: string, { distributions }: Application): string {
  const served = distributions.find(({ origins }) => origins.some(({ domainName }) => isKnown(domainName) && domainName.toLowerCase() === host));
  if (served === undefined) return `${host} is no domain name or alternate domain name of a distribution`;
  const [name] = [...knownItems(served.aliases), served.domainName];
  return `${host} is the name of an origin, so that the URL goes past CloudFront; use ${url.protocol}//${name}${url.pathname}${url.search}`;
}

/** A link must not be tested before its distribution is deployed and enabled [IAM-030]. */
function deployment({ id, enabled }: AnyDistribution, edge: Asked): string[] {
  return [
    ...edge.status(id) === 'InProgress' ? [`the distribution ${id} is not yet deployed everywhere; wait until its status is Deployed`] : [],
    ...enabled === false ? [`the distribution ${id} is disabled; enable it`] : [],
  ];
}

/** What stands on the right of the CNAME record has to be the domain name of the distribution [IAM-025]. */
function dnsRecord({ domainName }: AnyDistribution, host: string, { dns }: Asked): string[] {
  const answer = host === domainName ? undefined : dns.lookUp(host, VIEWER);
  if (answer === undefined || answer.target.toLowerCase() === domainName) return [];
  return [`the ${answer.type} record of ${host} leads to ${answer.target}; it is to lead to ${domainName}`];
}

/** What the rules find wrong with the distribution, such as the name of a bucket, or with the DNS records of the host [IAM-026, IAM-031]. */
function broken({ location: own }: AnyDistribution, host: string, { application: { dnsRecords }, findings }: Examined): string[] {
  const records = dnsRecords.filter(({ name }) => isKnown(name) && name.toLowerCase() === host);
  const isOfARecord = (at: Location) => records.some(({ location }) => isSameResource(at, location) && at.path === location.path);
  const isAbout = ({ location }: Finding) => isSameResource(location, own) || isOfARecord(location);
  const errors = findings.filter((finding) => finding.level === 'error' && isAbout(finding));
  return errors.map(({ rule, message, fix }) => `${message.replace(/\.$/, '')}; ${fix} (${rule})`);
}

/** An account is signed up for S3 by itself [IAM-021]. */
function withoutS3(distribution: AnyDistribution, { refusal }: Examined): string[] {
  const origins = 'origins' in distribution ? distribution.origins.filter(({ s3 }) => s3 !== undefined).map(({ domainName }) => domainName) : [distribution.s3DomainName];
  const buckets = origins.flatMap((name) => (isKnown(name) && s3HostName(name)?.bucket) || []);
  const refusals = [...new Set(buckets)].flatMap((bucket) => refusal?.('ListBucket', `arn:aws:s3:::${bucket}`) ?? []);
  return refusals.map((refused) => `Amazon S3 is not available to the account as it is to CloudFront: ${refused}; sign up for both, and allow both`);
}

/** Files of RTMP distributions are played by RTMP, by a name that has no extension where they are FLV [IAM-033]. */
function wrongProtocol({ protocol, pathname }: URL, host: string): string[] {
  if (/^rtmp/.test(protocol)) return [];
  const stream = pathname.slice(1).replace(/\.flv$/, '');
  return [`${host} is that of an RTMP distribution, which serves no files by ${protocol.slice(0, -1)}; play the stream ${stream} of rtmp://${host}/cfx/st`];
}

function answered({ status, record }: ViewerResponse, distribution: WebDistribution): string[] {
  if (status < 400) return [];
  const origin = record.originRequests.at(-1);
  const asked = distribution.origins.find(({ id }) => id === origin?.originId);
  if (status === 403 && origin?.outcome === 403 && asked?.s3 !== undefined) {
    return ['the object is neither public nor granted to an origin access control or identity of the distribution; let CloudFront read it'];
  }
  return statusHints(status, distribution, asked?.custom?.protocolPolicy);
}

/** The log of a custom origin tells of a request by its id, when the origin logs that [IAM-028]. */
function hintsOf({ status, record }: ViewerResponse, { origins }: WebDistribution): string[] {
  const asked = origins.find(({ id }) => id === record.originRequests.at(-1)?.originId);
  if (status < 400 || asked?.custom === undefined) return [];
  return [`the origin ${asked.id} got this request with X-Amz-Cf-Id: ${record.requestId}; to find it in the origin's log, have the header logged: "%{X-Amz-Cf-Id}i" in Apache's LogFormat, $http_x_amz_cf_id in nginx's log_format`];
}

/** What a status hints at [IAM-032]. @param protocolPolicy that of the origin that was asked */
export function statusHints(status: number, { geoRestriction }: Pick<WebDistribution, 'geoRestriction'>, protocolPolicy?: unknown): string[] {
  if (status === 403 && knownOr(geoRestriction.type, 'none') !== 'none') return ['403 may come from the geo restriction: the viewer may be in a country that is not served'];
  if (status === 502 && protocolPolicy !== 'http-only') return ['502 may come from the origin\'s certificate: its names have to cover the domain name of the origin, or the Host that is forwarded'];
  if (status === 503) return ['503 may come from missing capacity at the edge location, or from the origin being overloaded'];
  return [`it is answered with ${status}; cloudfront-edge get --explain says how that came`];
}
