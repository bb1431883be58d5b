import { clientAccessPolicy, crossDomainPolicy } from '../../src/config';

test('players of the domains are let in, and of no others', () => {
  expect(crossDomainPolicy(['www.example.com', '*.example.org'])).toBe(
    '<?xml version="1.0"?>\n<cross-domain-policy><allow-access-from domain="www.example.com"/><allow-access-from domain="*.example.org"/></cross-domain-policy>\n',
  );
  expect(crossDomainPolicy(['"&<>'])).toContain('domain="&quot;&amp;&lt;&gt;"');
  expect(clientAccessPolicy(['www.example.com', '*'])).toContain('<domain uri="http://www.example.com"/><domain uri="*"/>');
});
