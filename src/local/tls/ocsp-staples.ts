import { ocspRequest, readOcspAnswer } from './ocsp';
import { certificatesIn } from './viewer-certificate';
import { collectedUpTo } from '../../edge';

/** Milliseconds that a responder has to answer. */
const TIMEOUT = 10_000;

/** Bytes of an answer: far more than one about a single certificate has. */
const MOST_BYTES = 65_536;

/** Milliseconds until a responder that gave no answer is asked again. */
const RETRY = 60_000;

interface StapleOptions {
  /** The URL of the responder, in the place of those that certificates name. @default - what a certificate names, if that is on this machine */
  readonly responder?: string;
  /** Tells the time, in milliseconds since the epoch. */
  readonly now: () => number;
}

/** The answers of authorities that certificates are not revoked, which are stapled to handshakes so that viewers need not ask themselves. */
export class OcspStaples {
  private readonly answers = new Map<string, { readonly answer: Buffer | undefined; readonly until: number }>();

  public constructor(private readonly options: StapleOptions) {}

  /**
   * What there is to staple for a chain of certificates now; undefined for nothing. What is not there, or is old, is asked for in the background:
   * the viewer that came first checks for itself [REQ-043].
   */
  public for(chain: string): Buffer | undefined {
    const known = this.answers.get(chain);
    const now = this.options.now();
    if (known === undefined || now >= known.until) {
      this.answers.set(chain, { answer: undefined, until: now + RETRY });
      void this.ask(chain).catch(() => {});
    }
    return known !== undefined && now < known.until ? known.answer : undefined;
  }

  private async ask(chain: string): Promise<void> {
    const [certificate, issuer] = certificatesIn(chain);
    if (issuer === undefined) return;
    const url = this.options.responder ?? ownResponder(certificate.infoAccess);
    if (url === undefined) return;
    const headers = { 'content-type': 'application/ocsp-request' };
    // A responder that sends elsewhere would have the edge ask any machine.
    const response = await fetch(url, { method: 'POST', headers, body: ocspRequest(certificate, issuer), signal: AbortSignal.timeout(TIMEOUT), redirect: 'error' });
    const received = await collectedUpTo(MOST_BYTES, (response.body ?? undefined) as AsyncIterable<Uint8Array> | undefined);
    if (received === undefined) return;
    const answer = Buffer.from(received);
    const { status, nextUpdate = this.options.now() + RETRY } = readOcspAnswer(answer);
    // One that is over already would be asked for at every handshake.
    if (status === 'good' && nextUpdate > this.options.now()) this.answers.set(chain, { answer, until: nextUpdate });
  }
}

const OWN_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The responder on this machine that a certificate names: the edge contacts none on other machines by itself.
 *
 * @param infoAccess how node writes what the certificate says of its authority
 */
export function ownResponder(infoAccess: string | undefined): string | undefined {
  const named = [...(infoAccess ?? '').matchAll(/^OCSP - URI:(\S+)$/gm)].map(([, url]) => url);
  return named.filter((url) => URL.canParse(url)).find((url) => {
    const { protocol, hostname } = new URL(url);
    return protocol === 'http:' && OWN_HOSTS.has(hostname);
  });
}
