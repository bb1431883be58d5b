import { originNames } from './origin-names';
import { Application, isKnown, knownOr, Origin } from '../../config';

/** The certificates that origins are shown, each with its private key, in PEM, by ARN of the certificate, origin id or domain name of the origin. */
export interface ClientCertificates {
  readonly [name: string]: string;
}

/** The certificate and private key with which the edge answers an origin that asks for them; undefined where it is to show none, or has none [OTD-042]. */
export function clientCertificate(origin: Origin, application: Application, given: ClientCertificates): string | undefined {
  const name = certificateNames(origin, application).find((candidate) => Object.hasOwn(given, candidate));
  return name === undefined ? undefined : given[name];
}

/** What a person should know of certificates that are not here, and of those that no origin is shown, a line each. */
export function clientCertificateNotices(application: Application, given: ClientCertificates): string[] {
  const asked = application.distributions.flatMap((site) => site.origins.map((origin) => ({ site, origin, names: certificateNames(origin, application) })));
  return [
    ...asked.filter(({ names }) => names.length > 0 && !names.some((name) => Object.hasOwn(given, name))).map(({ site, origin }) => {
      const name = knownOr(origin.id, 'NAME');
      return `the origin ${name} of ${site.location.logicalId} is shown no certificate; give the one of its OriginMtlsConfig with --origin-certificate ${name}=FILE`;
    }),
    ...Object.keys(given).filter((name) => !asked.some(({ names }) => names.includes(name)))
      .map((name) => `--origin-certificate ${name} has no effect: no origin with OriginMtlsConfig has this name`),
  ];
}

/** The names by which a user may call the certificate that an origin is shown; none for an origin that is shown none. */
function certificateNames(origin: Origin, application: Application): string[] {
  const arn = origin.custom?.clientCertificateArn;
  return arn === undefined ? [] : [...isKnown(arn) ? [arn] : [], ...originNames(origin, application)];
}
