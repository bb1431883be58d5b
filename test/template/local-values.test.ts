import fc from 'fast-check';
import { generatedName, localId, localUuid, placeholderHost } from '../../src/template/local-values';

const names = fc.array(fc.string(), { minLength: 1, maxLength: 3 });

test('an id is made of what it is of alone: capitals and digits behind its prefix', () => {
  fc.assert(fc.property(names, (of) => {
    expect(localId('E', 14, ...of)).toMatch(/^E[A-Z\d]{13}$/);
    expect(localId('E', 14, ...of)).toBe(localId('E', 14, ...of));
    expect(localUuid(...of)).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  }));
});

test('what has another name, or is of another template, has another id', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.stringMatching(/^[A-Za-z\d]{1,8}$/), { minLength: 2, maxLength: 2 }), ([one, other]) => {
    expect(localId('E', 14, one, 'Site')).not.toBe(localId('E', 14, other, 'Site'));
    expect(localUuid('Site', one)).not.toBe(localUuid('Site', other));
    expect(generatedName(one, 'Bucket')).not.toBe(generatedName(other, 'Bucket'));
  }));
});

test('a name that CloudFormation would make up is one that a bucket can have', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (template, logicalId) => expect(generatedName(template, logicalId)).toMatch(/^[a-z\d][a-z\d-]{2,62}$/)));
});

test('the same resource of two templates has two host names', () => {
  expect(placeholderHost('Site', 'Balancer', 'DNSName')).toBe('balancer.dnsname.site.local');
  expect(placeholderHost('my_templates/shop.json', 'Balancer', 'DNSName')).toBe('balancer.dnsname.my-templates-shop.json.local');
});
