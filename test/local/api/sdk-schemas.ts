import { Readable } from 'node:stream';
import * as sdk from '@aws-sdk/client-cloudfront';
import { CURRENT_VERSION, namespaceOf } from '../../../src/local/api/api-version';
import { Element, Properties, readElements, writeElements } from '../../../src/local/api/element';
import { buildXml, parseXml } from '../../../src/local/api/xml';

/** What the SDK exports under a name, such as the schema of a structure. */
export const exported = sdk as unknown as { readonly [name: string]: unknown };

/** How the SDK writes a type down: a code, a structure `[3, …, names, members]`, a list `[1, …, member]`, or one of these with traits. */
type Schema = number | (() => Schema) | readonly unknown[];

const [TEXT, NUMBER, BOOLEAN] = [0, 1, 2];
const [LIST, STRUCTURE] = [1, 3];

/** A value with everything in it that the SDK's schema of a structure knows, each text and number another one. */
export function fullValueOf(structure: string): object {
  let last = 0;
  const valueOf = (schema: Schema): unknown => {
    if (typeof schema === 'function') return valueOf(schema());
    if (schema === TEXT) return `value${++last}`;
    if (schema === NUMBER) return ++last;
    if (schema === BOOLEAN) return true;
    const [kind, , , , namesOrMember, members] = schema as [Schema, unknown, unknown, unknown, unknown, Schema[]];
    if (kind === LIST && namesOrMember !== undefined) return [valueOf(namesOrMember as Schema)];
    if (kind !== STRUCTURE) return valueOf(kind);
    const value = Object.fromEntries((namesOrMember as string[]).map((name, i) => [name, valueOf(members[i])]));
    return 'Quantity' in value ? { ...value, Quantity: 1 } : value;
  };
  return valueOf(exported[`${structure}$`] as Schema) as object;
}

/**
 * What is left of a value when the SDK has written it, these elements have read and written it, and the SDK has read it.
 *
 * @param command  takes the value
 * @param back     gives it, as the answer's property
 */
export async function throughElements(root: string, elements: readonly Element[], command: object, back: object): Promise<{ value: object; properties: Properties }> {
  let properties: Properties = {};
  const client = new sdk.CloudFrontClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1',
    credentials: { accessKeyId: 'ANY', secretAccessKey: 'any' },
    requestHandler: {
      handle: async ({ method, body }: { method: string; body?: unknown }) => {
        if (method !== 'GET') properties = readElements(parseXml(String(body), root), elements);
        const document = buildXml(root, namespaceOf(CURRENT_VERSION), writeElements(properties, elements));
        return { response: { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(document)]) } };
      },
    } as never,
  });
  await client.send(command as never);
  const answer = (await client.send(back as never)) as unknown as { readonly [property: string]: object };
  return { value: answer[root], properties };
}
