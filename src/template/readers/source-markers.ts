import { PartReader } from '../part-reader';
import { objectOf } from '../resolver';

type Encoding = (value: string) => string;

const PLAIN_YAML = /^[A-Za-z][A-Za-z0-9._-]*$/;
const RESERVED_YAML = /^(y|n|yes|no|true|false|on|off|null)$/i;

const literal: Encoding = (value) => value;
const json: Encoding = (value) => JSON.stringify(value);
const unquotedJson: Encoding = (value) => json(value).slice(1, -1);

/** How a `BucketDeployment` writes a value in the place of its marker, by the names that aws-cdk-lib has for it (`MarkerEncoding`). */
const ENCODINGS = new Map<unknown, Encoding>(Object.entries({
  LITERAL: literal,
  UNQUOTED_JSON_VALUE: unquotedJson,
  JSON_VALUE: json,
  YAML_STRING: (value) => (PLAIN_YAML.test(value) && !RESERVED_YAML.test(value) ? value : json(value)),
} satisfies { readonly [name: string]: Encoding }));

/** What stands in the files of a deployment's source for values, and each value as it is written there. Markers of values that are not known stay. */
export function readSourceMarkers({ stated }: PartReader, source: number): { readonly [marker: string]: string } {
  const [markers, config] = [stated.SourceMarkers, stated.SourceMarkersConfig].map((list) => (Array.isArray(list) ? objectOf(list[source]) : undefined) ?? {});
  const encodings = objectOf(config.markerEncodings) ?? {};
  const usual = String(config.jsonEscape) === 'true' ? unquotedJson : literal;
  return Object.fromEntries(Object.entries(markers).flatMap(([marker, value]) => (
    typeof value === 'string' ? [[marker, (ENCODINGS.get(encodings[marker]) ?? usual)(value)]] : []
  )));
}
