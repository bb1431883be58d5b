import { Dashboard, Graph, GraphMetric } from '../../config';
import { PartReader } from '../part-reader';
import { objectOf, property, textProperty } from '../resolver';

type Json = { readonly [key: string]: unknown };

/** The statistic of a graph that states none. */
const USUAL_STATISTIC = 'Average';

/** @param body the text that describes the dashboard */
export function readDashboard({ part }: PartReader, body: unknown): Dashboard {
  return { ...part, graphs: graphsOf(parsed(body)) };
}

function parsed(body: unknown): Json | undefined {
  try {
    return typeof body === 'string' ? objectOf(JSON.parse(body)) : undefined;
  } catch {
    return undefined;
  }
}

function graphsOf(body: Json | undefined): Graph[] {
  return listOf(property(body, 'widgets')).flatMap((item, i) => {
    const widget = objectOf(item);
    const graph = objectOf(property(widget, 'properties'));
    if (textProperty(widget, 'type') !== 'metric' || graph === undefined) return [];
    return [{ name: textProperty(graph, 'title') || `widget ${i + 1}`, metrics: metricsOf(graph) }];
  });
}

/** The metrics of a graph; those that an expression makes are left out. */
function metricsOf(graph: Json): GraphMetric[] {
  let previous: string[] = [];
  return listOf(property(graph, 'metrics')).flatMap((item) => {
    const fields = listOf(item);
    const options = objectOf(fields[fields.length - 1]);
    const texts = fields.filter((field): field is string => typeof field === 'string');
    if (texts.length === 0) return [];
    previous = written(texts, previous);
    const statistic = textProperty(options, 'stat') || textProperty(graph, 'stat') || USUAL_STATISTIC;
    return [{ namespace: previous[0], name: previous[1], statistic }];
  });
}

/** The fields of a metric in full: `.` is the field in the same place before, and `...` is all fields that are not written. */
function written(fields: readonly string[], previous: readonly string[]): string[] {
  const dots = fields.indexOf('...');
  const full = dots < 0 ? fields : [...fields.slice(0, dots), ...previous.slice(dots, previous.length - (fields.length - dots - 1)), ...fields.slice(dots + 1)];
  return full.map((field, i) => (field === '.' ? previous[i] : field) ?? '');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
