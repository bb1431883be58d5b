/** A track of a presentation: what a server manifest (`.ism`) says about it. */
export interface Track {
  /** What fragments are asked by: `video`, `audio`, or the name that the manifest gives. */
  readonly name: string;
  readonly bitrate: number;
  /** The file that has its fragments, relative to the manifest. */
  readonly file: string;
  readonly trackId: number;
}

/** What a server manifest says. */
export interface ServerManifest {
  /** The client manifest (`.ismc`), relative to this one. */
  readonly clientManifest: string | undefined;
  readonly tracks: readonly Track[];
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: { readonly [lowerName: string]: string };
}

const STREAMS: readonly string[] = ['video', 'audio', 'textstream'];

/** Reads a server manifest: SMIL, in UTF-8 or UTF-16. */
export function readServerManifest(content: Buffer): ServerManifest {
  let clientManifest: string | undefined;
  const tracks: Track[] = [];
  let stream: { kind: string; attributes: Tag['attributes']; parameters: { [lowerName: string]: string } } | undefined;
  for (const { name, isEnd, attributes } of tagsOf(textOf(content))) {
    if (name === 'meta' && attributes.name?.toLowerCase() === 'clientmanifestrelativepath') clientManifest = attributes.content;
    if (name === 'param' && stream !== undefined && attributes.name !== undefined) stream.parameters[attributes.name.toLowerCase()] = attributes.value ?? '';
    if (STREAMS.includes(name)) {
      if (stream !== undefined) tracks.push(trackOf(stream));
      stream = isEnd ? undefined : { kind: name, attributes, parameters: {} };
    }
  }
  if (stream !== undefined) tracks.push(trackOf(stream));
  return { clientManifest, tracks };
}

function trackOf({ kind, attributes, parameters }: { readonly kind: string; readonly attributes: Tag['attributes']; readonly parameters: { readonly [name: string]: string } }): Track {
  return {
    name: parameters.trackname ?? kind,
    bitrate: Number(attributes.systembitrate ?? parameters.systembitrate ?? NaN),
    file: attributes.src ?? '',
    trackId: Number(parameters.trackid ?? 1),
  };
}

/** The tags of an XML document; a tag that is closed at once is one that begins. */
function* tagsOf(text: string): Generator<Tag> {
  const plain = text.replace(/<!--[^]*?-->/g, '');
  for (const [, end, name, inside] of plain.matchAll(/<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^"'<>]|"[^"]*"|'[^']*')*)>/g)) {
    const attributes: { [lowerName: string]: string } = Object.create(null);
    for (const [, key, double, single] of inside.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) attributes[key.toLowerCase()] = unescaped(double ?? single);
    yield { name: name.toLowerCase(), isEnd: end === '/', attributes };
  }
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };

function unescaped(text: string): string {
  return text.replace(/&(\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
}

function textOf(content: Buffer): string {
  // By way of bytes, so that no half of a character is left.
  if (content[0] === 0xff && content[1] === 0xfe) return Buffer.from(content.toString('utf16le', 2)).toString();
  return content.toString('utf8').replace(/^\ufeff/, '');
}
