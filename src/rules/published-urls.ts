import { Application, isKnown, knownItems, ViewerCertificate, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';

const URL_PATH = /\bhttps?:\/\/([^/\s?#"']+)(\/[^\s?#"']*)/gi;

/** The outputs of the application that are a URL of a distribution by its own domain name, in one of some schemes. */
function urlsOf({ domainName }: Pick<WebDistribution, 'domainName'>, { outputs }: Application, schemes: string): string[] {
  const url = new RegExp(`\\b(${schemes})://${domainName.replace(/\./g, '\\.')}(?![\\w.-])`, 'i');
  return Object.keys(outputs).filter((name) => {
    const value = outputs[name];
    return isKnown(value) && url.test(value);
  });
}

/** The paths of the URLs of a distribution that outputs of the application have, by any of its names. */
function pathsOf({ domainName, aliases }: WebDistribution, { outputs }: Application): ReadonlySet<string> {
  const hosts = [domainName, ...knownItems(aliases)].map((host) => host.toLowerCase());
  const urls = Object.values(outputs).filter(isKnown).flatMap((value) => [...value.matchAll(URL_PATH)]);
  return new Set(urls.filter(([, host]) => hosts.includes(host.toLowerCase())).map(([, , path]) => path));
}

function isCustom(certificate: ViewerCertificate | undefined): boolean {
  return isKnown(certificate?.acmCertificateArn) || isKnown(certificate?.iamCertificateId);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'published-domain-name',
    level: 'warning',
    spec: ['WEB-173', 'DST-131'],
    says: 'a distribution with a certificate of its own is published by its alternate domain name',
    *check(site, { application }) {
      if (!isCustom(site.viewerCertificate)) return;
      for (const name of urlsOf(site, application, 'https')) {
        yield { at: site.location, says: `the output ${name} is an https URL with the domain name of CloudFront`, fix: 'put the alternate domain name into it' };
      }
    },
  },
  {
    id: 'published-rtmp-url',
    level: 'warning',
    spec: ['DST-106'],
    says: 'RTMP is streamed by RTMP distributions only; a web distribution serves the files over HTTP',
    *check(site, { application }) {
      for (const name of urlsOf(site, application, 'rtmp(e|t|te)?')) {
        yield { at: site.location, says: `the output ${name} is an RTMP URL of a web distribution`, fix: 'use HLS or DASH over HTTPS, or an RTMP distribution for a rehearsal' };
      }
    },
  },
  {
    id: 'published-directory-urls',
    level: 'info',
    spec: ['OBJ-015'],
    says: 'a site writes the URLs of its directories in one way, always or never with a slash at the end',
    *check(site, { application }) {
      const paths = pathsOf(site, application);
      for (const path of paths) {
        if (path.length > 1 && paths.has(`${path}/`)) yield { at: site.location, says: `the outputs have both ${path} and ${path}/, which are cached apart, and invalidated apart`, fix: 'use one of them throughout' };
      }
    },
  },
];

const streamingDistribution: readonly Rule<Subjects['streamingDistribution']>[] = [
  {
    id: 'published-player-url',
    level: 'warning',
    spec: ['RTM-044'],
    says: 'an RTMP distribution streams media; players and their pages come from a web distribution',
    *check(site, { application }) {
      for (const name of urlsOf(site, application, 'https?')) {
        yield { at: site.location, says: `the output ${name} is an HTTP URL of an RTMP distribution, which serves nothing over HTTP`, fix: 'serve it by a web distribution with the same bucket' };
      }
    },
  },
];

/** Rules about URLs of distributions that stacks give out. */
export const publishedUrlRules: RuleSet = { distribution, streamingDistribution };
