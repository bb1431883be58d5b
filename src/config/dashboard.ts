import { Part } from './location';

/** A page of graphs: `AWS::CloudWatch::Dashboard`. */
export interface Dashboard extends Part {
  /** The graphs whose form the template tells. */
  readonly graphs: readonly Graph[];
}

/** A graph of metrics on a dashboard. */
export interface Graph {
  /** Its title, or its place among the widgets, such as `widget 2`. */
  readonly name: string;
  readonly metrics: readonly GraphMetric[];
}

/** A metric in a graph, and how its data points are summed up. */
export interface GraphMetric {
  /** `AWS/CloudFront` for metrics of distributions. */
  readonly namespace: string;
  readonly name: string;
  /** Its own statistic, else that of the whole graph. */
  readonly statistic: string;
}
