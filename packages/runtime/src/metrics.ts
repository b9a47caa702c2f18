import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { oncePerProcess } from "./once-per-process";

export interface Metrics {
  counter<Label extends string>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
  gauge<Label extends string>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>;
  histogram<Label extends string>(
    name: string,
    help: string,
    labels?: readonly Label[],
    bucketsSeconds?: number[],
  ): Histogram<Label>;
  /** The Prometheus text of everything registered. */
  text(): Promise<string>;
  readonly contentType: string;
  /** What there is to ask for: dashboards and alerts are held to it. */
  described(): { name: string; help: string; type: "counter" | "gauge" | "histogram"; labels: readonly string[] }[];
}

// From a loop-back commit to the 30 s that a station waits for its answer.
const latencyBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Asking twice for one name gives the same metric: Next.js loads a module more than once in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    counter: (name, help, labels = []) =>
      existing(registry, name, Counter) ?? new Counter({ name, help, labelNames: labels, registers: [registry] }),
    gauge: (name, help, labels = []) =>
      existing(registry, name, Gauge) ?? new Gauge({ name, help, labelNames: labels, registers: [registry] }),
    histogram: (name, help, labels = [], buckets = latencyBuckets) =>
      existing(registry, name, Histogram) ??
      new Histogram({ name, help, labelNames: labels, buckets, registers: [registry] }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    described: () =>
      registry.getMetricsAsArray().map((metric) => ({
        name: metric.name,
        help: metric.help,
        type: typeOf(metric),
        labels: labelsOf(metric),
      })),
  };
}

function existing<M>(registry: Registry, name: string, kind: abstract new (...args: never[]) => M): M | undefined {
  const found: unknown = registry.getSingleMetric(name);
  if (found === undefined) return undefined;
  if (found instanceof kind) return found;
  throw new Error(`The metric ${name} is registered already as something other than a ${kind.name}`);
}

const typeOf = (metric: object) =>
  metric instanceof Counter ? "counter" : metric instanceof Gauge ? "gauge" : "histogram";

/** prom-client keeps them and does not tell its types so. */
const labelsOf = (metric: object) => ("labelNames" in metric ? (metric.labelNames as string[]) : []);

/** The metrics of this process. */
export const metrics: Metrics = oncePerProcess("metrics", createMetrics);
