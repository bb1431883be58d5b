import { Application, isKnown, ViewerCertificate, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';

/** The outputs of the application that are a URL of a distribution by its own domain name, in one of some schemes. */
function urlsOf({ domainName }: WebDistribution, { outputs }: Application, schemes: string): string[] {
  const url = new RegExp(`\\b(${schemes})://${domainName.replace(/\./g, '\\.')}(?![\\w.-])`, 'i');
  return Object.keys(outputs).filter((name) => {
    const value = outputs[name];
    return isKnown(value) && url.test(value);
  });
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
];

/** Rules about URLs of distributions that stacks give out. */
export const publishedUrlRules: RuleSet = { distribution };
