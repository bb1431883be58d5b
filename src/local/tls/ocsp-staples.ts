import type { X509Certificate } from 'node:crypto';
import { ocspRequest, readOcspAnswer } from './ocsp';
import { certificatesIn } from './viewer-certificate';

/** Milliseconds that a responder has to answer. */
const TIMEOUT = 10_000;

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
    const url = this.options.responder ?? ownResponder(certificate);
    if (url === undefined) return;
    const headers = { 'content-type': 'application/ocsp-request' };
    const response = await fetch(url, { method: 'POST', headers, body: ocspRequest(certificate, issuer), signal: AbortSignal.timeout(TIMEOUT) });
    const answer = Buffer.from(await response.arrayBuffer());
    const { status, nextUpdate = this.options.now() + RETRY } = readOcspAnswer(answer);
    // One that is over already would be asked for at every handshake.
    if (status === 'good' && nextUpdate > this.options.now()) this.answers.set(chain, { answer, until: nextUpdate });
  }
}

/** The responder that a certificate names: the edge contacts none on other machines by itself. */
function ownResponder({ infoAccess }: X509Certificate): string | undefined {
  return /OCSP - URI:(http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]\S*)/.exec(infoAccess ?? '')?.[1];
}
