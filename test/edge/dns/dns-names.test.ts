import { ManualClock } from '../../../src/edge';
import { dnsLine, DnsNames, LONGEST_PROPAGATION } from '../../../src/edge/dns/dns-names';
import { readTemplates } from '../../../src/template';
import { START } from '../scenario';

type Record = { readonly [property: string]: unknown };

function applicationOf(...records: Record[]) {
  const Resources = Object.fromEntries(records.map((record, i) => [`Record${i}`, { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneName: 'example.com.', ...record } }]));
  return readTemplates([{ name: 'zone', template: { Resources } }]);
}

const cname = (Name: string, target: string): Record => ({ Name, Type: 'CNAME', TTL: '300', ResourceRecords: [target] });
const alias = (Name: string, DNSName: string, Type = 'A'): Record => ({ Name, Type, AliasTarget: { DNSName, HostedZoneId: 'Z2FDTNDATAQYW2' } });

function names(propagation: number, ...records: Record[]) {
  const clock = new ManualClock(START);
  const dns = new DnsNames(applicationOf(...records), clock, propagation);
  return { clock, dns, target: (name: string, viewer = '192.0.2.1') => dns.lookUp(name, viewer)?.target };
}

test('CNAME and alias records lead to host names, others do not', () => {
  const { dns, target } = names(
    0, cname('WWW.example.com.', 'D1.cloudfront.net.'), alias('example.com', 'd2.cloudfront.net'), cname('\\052.example.com', 'd3.cloudfront.net'),
    { Name: 'mail.example.org', Type: 'A', TTL: '60', ResourceRecords: ['192.0.2.1'] }, { Name: 'text.example.org', Type: 'TXT', ResourceRecords: ['"d4.cloudfront.net"'] },
    cname('two.example.org', 'first.example.org'), cname('two.example.org', 'second.example.org'),
  );
  expect(['www.example.com', 'example.com', 'any.example.com', 'mail.example.org', 'text.example.org', 'none.org', 'two.example.org'].map((name) => target(name))).toEqual(
    ['d1.cloudfront.net', 'd2.cloudfront.net', 'd3.cloudfront.net', undefined, undefined, undefined, 'first.example.org']);
  expect([dnsLine(dns.lookUp('www.example.com', '')!), dnsLine(dns.lookUp('example.com', '')!)]).toEqual(
    ['www.example.com. 300 IN CNAME d1.cloudfront.net.', 'example.com. 60 IN A d2.cloudfront.net.']);
});

test('each viewer\'s resolver hears of a change once, at its own time, and of later changes in their order [ORG-081]', () => {
  const { clock, dns, target } = names(1000, cname('a.example.com', 'one'));
  const viewers = Array.from({ length: 50 }, (_, i) => `203.0.113.${i}`);
  const seen = viewers.map((): (string | undefined)[] => []);
  const look = () => viewers.forEach((viewer, i) => seen[i].push(target('a.example.com', viewer)));
  for (let time = 0; time <= 1600; time += 100) {
    if (time === 0) dns.update(applicationOf(cname('a.example.com', 'two')));
    if (time === 500) dns.update(applicationOf());
    look();
    clock.advance(100);
  }
  const order = (answer: string | undefined) => ['one', 'two', undefined].indexOf(answer);
  for (const answers of seen) expect(answers.map(order)).toEqual([...answers.map(order)].sort());
  expect(new Set(seen.map((answers) => answers.join())).size).toBeGreaterThan(5);
  expect(seen.map((answers) => answers[answers.length - 1])).toEqual(viewers.map(() => undefined));
});

test('changes are recent for 72 hours [DST-149]', () => {
  const { clock, dns } = names(0, cname('a.example.com', 'one'));
  expect(dns.recentChanges).toEqual([]);
  dns.update(applicationOf(cname('a.example.com', 'two'), cname('new.example.com', 'three')));
  expect(dns.recentChanges).toMatchObject([{ before: { target: 'one' }, after: { target: 'two' }, since: START }]);
  clock.advance(LONGEST_PROPAGATION - 1);
  expect(dns.recentChanges).toHaveLength(1);
  clock.advance(1);
  expect(dns.recentChanges).toEqual([]);
});
