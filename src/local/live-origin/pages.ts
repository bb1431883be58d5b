import { clientAccessPolicy, crossDomainPolicy, escapeXml, LIVE_FORMATS, LiveFormatName, LiveStreamName, MediaServer, MediaServerId } from '../../config';
import { livePlayerPage } from '../live-player-page';

/** A page that a media server has beside its streams. */
export interface Page {
  readonly contentType: 'text/html' | 'text/xml';
  readonly content: string;
}

/** Whose pages they are. */
export interface PageOwner {
  readonly server: MediaServer;
  readonly stream: LiveStreamName;
  /** Domains whose pages may have players of its streams. */
  readonly playerDomains: readonly string[];
}

type Pages = { readonly [path: string]: (owner: PageOwner) => Page };

const html = (content: string): Page => ({ contentType: 'text/html', content });
const xml = (content: string): Page => ({ contentType: 'text/xml', content });
const titled = (title: string, body: string = '') => html(`<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>\n`);

const silverlightPolicy = ({ playerDomains }: PageOwner) => xml(clientAccessPolicy(playerDomains));

/** What every server has: a page by which to see that it runs, and who may use its files in players. */
const PAGES: Pages = {
  '/': ({ server, stream }) => titled(server.name, streamFields(server, stream)),
  '/crossdomain.xml': ({ playerDomains }) => xml(crossDomainPolicy(playerDomains)),
  '/clientaccesspolicy.xml': silverlightPolicy,
  '/ClientAccessPolicy.xml': silverlightPolicy,
};

/** What a server has for administrators, and for viewers. Its HTTP ports are one here. */
const OWN_PAGES: { readonly [id in MediaServerId]: Pages } = {
  ams: { '/ams_adminConsole.htm': () => titled('Adobe Media Server Administration Console') },
  iis: { '/LiveSmoothStreamingPlayer.html': ({ server, stream }) => html(livePlayerPage('Silverlight', server.manifests.smooth!(stream), '')) },
  wowza: { '/enginemanager': () => titled('Wowza Streaming Engine Manager') },
};

/** The page at a path; undefined where there is none. */
export function pageAt(path: string, owner: PageOwner): Page | undefined {
  const pages = { ...PAGES, ...OWN_PAGES[owner.server.id] };
  return Object.hasOwn(pages, path) ? pages[path](owner) : undefined;
}

/** Fields for the URLs of manifests, each with a button that fetches it from where the page came from [MED-076]. */
function streamFields({ manifests }: MediaServer, stream: LiveStreamName): string {
  const forms = Object.entries(manifests).map(([format, pathOf]) => {
    const { name } = LIVE_FORMATS[format as LiveFormatName];
    return `<form><label>${name} <input name="Stream" size="80" value="${escapeXml(pathOf(stream))}"></label> <button>Connect</button> <output></output></form>`;
  });
  return `${forms.join('')}<script>${CONNECT}</script>`;
}

const CONNECT = 'addEventListener("submit",async(event)=>{event.preventDefault();const form=event.target;const answer=await fetch(form.elements.Stream.value);'
  + 'form.querySelector("output").textContent=answer.status+" "+(await answer.text()).slice(0,500)})';
