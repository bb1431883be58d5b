import { readdirSync } from 'fs';
import { join } from 'path';
import { checkTemplates } from '../../src/rules';
import { loadTemplates } from '../../src/template';

const DEPLOYED = join(__dirname, '..', 'template', 'deployed');

/** Placeholders that were put into deployed templates afterwards, and that CloudFront would refuse. */
const SCRUBBED: { readonly [name: string]: readonly string[] } = {
  'cloudfront-cross-region-cert__integ-cloudfront-stack.template.json': ['origin-domain-name'],
  'distribution-default-security-policy__integ-distribution-default-security-policy.template.json': ['origin-domain-name'],
  'v1-cloudfront-geo-restrictions__aws-cloudfront.template.json': ['geo-location'],
};

test.each(readdirSync(DEPLOYED).filter((name) => name.endsWith('.json')))('a template that was deployed has no errors: %s', (name) => {
  const errors = checkTemplates(loadTemplates(join(DEPLOYED, name))).filter(({ level }) => level === 'error');
  expect(errors.filter(({ rule }) => !SCRUBBED[name]?.includes(rule)).map(({ rule, location, message }) => `${rule} ${location.path} ${message}`)).toEqual([]);
});
