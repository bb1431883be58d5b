import { Edge, explain, FunctionOrigin, ManualClock } from '../../../src/edge';
import { readTemplates } from '../../../src/template';
import { Json, START } from '../scenario';

/** A template with a distribution, for a stack in an account where one is given. */
function stack(name: string, alias: string, account?: string, certificate?: string) {
  const origin = { Id: 'origin', DomainName: 'origin.example.net', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
  const ViewerCertificate: Json = { AcmCertificateArn: certificate ?? { Ref: 'Certificate' }, SslSupportMethod: 'sni-only' };
  const DistributionConfig = {
    Enabled: true,
    Aliases: [alias],
    ViewerCertificate,
    Origins: [origin],
    DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
  };
  const Resources = {
    Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: alias } },
    Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } },
  };
  return { name, account, template: { Resources } };
}

const certificateOf = (account: string) => `arn:aws:acm:us-east-1:${account}:certificate/0a1b`;

/** What a viewer gets that connects to one host and asks for another. */
async function ask(stacks: readonly ReturnType<typeof stack>[], serverName: string | undefined, host: string) {
  const application = readTemplates(stacks);
  const edge = new Edge({ application, clock: new ManualClock(START), origins: () => new FunctionOrigin(() => 'body') });
  const domainNames = new Map(application.distributions.map(({ location, domainName }) => [location.template, domainName]));
  const named = (name: string) => domainNames.get(name) ?? name;
  return edge.handle({
    method: 'GET', url: '/', headers: ['Host', named(host)], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', serverName: serverName && named(serverName),
  });
}

const TWO_ACCOUNTS = [stack('One', 'a.example', '111111111111'), stack('Two', 'b.example', '222222222222')];

test('a connection for a host of one account and a request for one of another give 421 Misdirected Request [DTD-175]', async () => {
  const answer = await ask(TWO_ACCOUNTS, 'a.example', 'b.example');
  expect([answer.status, answer.record.detailedResultType, answer.record.originRequests]).toEqual([421, 'InvalidRequestCertificate', []]);
  expect(explain(answer.record)).toContain('the connection is for a.example, whose certificate is of the account 111111111111, and b.example is of the account 222222222222');
});

const BY_CERTIFICATE = [stack('One', 'a.example', undefined, certificateOf('111111111111')), stack('Two', 'b.example', undefined, certificateOf('222222222222'))];

test.each<[string, Parameters<typeof ask>[0], string | undefined, string, number]>([
  ['certificates of two accounts, which their ARNs say', BY_CERTIFICATE, 'a.example', 'b.example', 421],
  ['a host that is CloudFront\'s name of a distribution of another account', TWO_ACCOUNTS, 'a.example', 'Two', 421],
  ['the host that was connected to', TWO_ACCOUNTS, 'a.example', 'a.example', 200],
  ['the same host in other case', TWO_ACCOUNTS, 'A.example', 'a.example', 200],
  ['another name of the same distribution', TWO_ACCOUNTS, 'a.example', 'One', 200],
  ['a host of the same account', [TWO_ACCOUNTS[0], stack('Three', 'c.example', '111111111111')], 'a.example', 'c.example', 200],
  ['a host of an account that is not known', [TWO_ACCOUNTS[0], stack('Three', 'c.example')], 'a.example', 'c.example', 200],
  ['a connection for CloudFront\'s own name, whose certificate is CloudFront\'s', TWO_ACCOUNTS, 'One', 'b.example', 200],
  ['a connection for a name that is no distribution\'s', TWO_ACCOUNTS, 'localhost', 'b.example', 200],
  ['a connection without a name', TWO_ACCOUNTS, undefined, 'b.example', 200],
])('%s [DTD-175]', async (_title, stacks, serverName, host, code) => {
  expect((await ask(stacks, serverName, host)).status).toBe(code);
});
