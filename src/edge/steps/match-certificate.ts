import type { CompiledDistribution } from '../compiled-distribution';
import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';

/** The certificate of the connection and the distribution that is asked for belong to one account, as far as these are known [DTD-175]. */
export const matchCertificate: Step = (exchange) => {
  const { distribution, host, request: { serverName }, location } = exchange;
  if (serverName === undefined || serverName === host) return;
  const connected = location.configuration.hosts.find(serverName);
  if (connected === undefined || showsDefaultCertificate(connected, serverName) || !areOfDifferentAccounts(connected, distribution!)) return;
  decide(exchange, 'certificate', 'of another account', { serverName, account: connected.account, host, other: distribution!.account });
  exchange.answer = errorAnswer(exchange, 'misdirected');
};

/** The certificate of `*.cloudfront.net` belongs to no customer. */
function showsDefaultCertificate({ config }: CompiledDistribution, serverName: string): boolean {
  return config.domainName === serverName.toLowerCase();
}

/** Whether two distributions are known to be of two accounts: those of one template never are. */
function areOfDifferentAccounts(one: CompiledDistribution, other: CompiledDistribution): boolean {
  const areKnown = one.account !== undefined && other.account !== undefined;
  return areKnown && one.account !== other.account && one.config.location.template !== other.config.location.template;
}
