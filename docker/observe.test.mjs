import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { serverMetrics } from "../apps/ocpp-server/src/server-metrics.ts";
import { portalMetricsOf } from "../apps/portal/src/server/portal-metrics.ts";
import { workerMetrics } from "../apps/worker/src/worker-metrics.ts";
import "../db/measure-transaction.ts";
import "../packages/bus/src/bus-metrics.ts";
import "../packages/jobs/src/create-jobs.ts";
import { metrics } from "../packages/runtime/src/metrics.ts";
import { processMetrics } from "../packages/runtime/src/process-metrics.ts";
import { root } from "../scripts/root.mjs";
import { lastOf, readDockerfile } from "./read-dockerfile.mjs";
import { readPromql } from "./read-promql.mjs";

for (const define of [processMetrics, serverMetrics, portalMetricsOf, workerMetrics]) define(metrics);

const read = (name) => readFileSync(join(root, name), "utf8");
const dashboard = JSON.parse(read("docker/grafana/stationmaster.json"));
const rules = parse(read("docker/prometheus/alerts.yaml")).groups.flatMap((group) => group.rules);
const scrapes = parse(read("docker/prometheus/prometheus.yaml")).scrape_configs;
const compose = parse(read("docker/compose.yaml"), { merge: true });
const observe = parse(read("docker/compose.observe.yaml"));
const docs = read("docs/operations.md");

const panels = dashboard.panels.filter(({ type }) => type !== "row");
const queries = [
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [`panel: ${title}`, expr])),
  ...rules.map(({ alert, expr }) => [`alert: ${alert}`, expr]),
];

/** The names a query may use: a histogram is asked for by its three parts. `up` is Prometheus's own. */
const series = new Map([["up", []]]);
for (const { name, type, labels } of metrics.described()) {
  if (type !== "histogram") series.set(name, labels);
  else {
    series.set(`${name}_bucket`, [...labels, "le"]);
    for (const part of ["sum", "count"]) series.set(`${name}_${part}`, labels);
  }
}
const ofScrape = ["job", "instance"];

describe.each(queries)("%s", (_, query) => {
  test("asks for metrics that there are, by labels that they have", () => {
    const { asked, groupedBy } = readPromql(query);
    const labelsOf = (metric) => [...(series.get(metric) ?? []), ...ofScrape];
    expect(asked.map(({ metric }) => metric).filter((metric) => !series.has(metric))).toEqual([]);
    for (const { metric, labels } of asked)
      for (const label of labels) expect(labelsOf(metric), metric).toContain(label);
    for (const label of groupedBy)
      expect(
        asked.some(({ metric }) => labelsOf(metric).includes(label)),
        label,
      ).toBe(true);
  });
});

test.each([
  ["a function nobody knows", "sun(up)"],
  ["a parenthesis too few", "sum(rate(up[5m])"],
  ["a brace for a parenthesis", 'sum(up{job="x")}'],
  ["a matcher without a value", "up{job}"],
  ["what is no query", "up # comment"],
])("the reader of queries refuses %s", (_, query) => {
  expect(() => readPromql(query)).toThrow();
});

test("the reader of queries sees metrics, matchers and groups", () => {
  const { asked, groupedBy } = readPromql(
    'histogram_quantile(0.99, sum by (le, a) (rate(m_bucket{b=~"x|y"}[5m]))) > 1',
  );
  expect(asked).toEqual([{ metric: "m_bucket", labels: new Set(["b"]) }]);
  expect([...groupedBy]).toEqual(["le", "a"]);
});

test("every metric of ours is on the dashboard or in the docs, tells what it is, and is named as Prometheus wants it", () => {
  const shown = JSON.stringify(dashboard) + docs;
  const ours = metrics.described().filter(({ name }) => name.startsWith("stationmaster_"));
  expect(ours.length).toBeGreaterThan(30);
  for (const { name, help, type } of ours) {
    expect(shown, name).toContain(name);
    expect(help.length, name).toBeGreaterThan(10);
    expect(name.endsWith("_total"), name).toBe(type === "counter");
  }
});

test("no metric counts by tenant, station or person: those are without end, and in the log", () => {
  for (const { name, labels } of metrics.described())
    expect(
      labels.filter((label) => /tenant|station|identity|token|user|email|address|messageId/i.test(label)),
      name,
    ).toEqual([]);
});

test("whatever a source defines is among those looked at here", () => {
  const packages = ["apps", "packages"].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(group, name, "src")),
  );
  const sources = [...packages, "db"]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)))
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !name.includes("node_modules"));
  const defined = sources.flatMap((name) =>
    [...read(name).matchAll(/\.(?:counter|gauge|histogram)\(\s*"(\w+)"/g)].map((match) => match[1]),
  );
  const known = metrics.described().map(({ name }) => name);
  expect(defined.length).toBeGreaterThan(30);
  expect(defined.filter((name) => !known.includes(name))).toEqual([]);
});

test("the dashboard has the three questions, and every panel says what it shows and in what unit", () => {
  const rows = dashboard.panels.filter(({ type }) => type === "row").map(({ title }) => title);
  expect(rows).toEqual(["Is it healthy", "Who is slow", "What is lost"]);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  for (const { title, description, fieldConfig, datasource, gridPos } of panels) {
    expect(description?.length, title).toBeGreaterThan(10);
    expect(fieldConfig.defaults.unit, title).toBeTruthy();
    expect(datasource.uid, title).toBe("stationmaster");
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
  }
});

test("every alert says how bad it is and in words what is wrong, and the docs say what to do", () => {
  for (const { alert, labels, annotations } of rules) {
    expect(["page", "ticket"], alert).toContain(labels.severity);
    expect(annotations.summary.length, alert).toBeGreaterThan(20);
    expect(docs, alert).toContain(`\`${alert}\``);
  }
});

test("Prometheus asks every service of ours on the port it listens on, with the platform's key from a file", () => {
  expect(scrapes.map(({ job_name }) => job_name).sort()).toEqual(["ocpp-server", "portal", "worker"]);
  for (const { job_name: job, authorization, static_configs: targets } of scrapes) {
    const stage = readDockerfile(read(compose.services[job].build.dockerfile)).at(-1);
    expect(targets).toEqual([{ targets: [`${job}:${lastOf(stage, "EXPOSE")}`] }]);
    expect(authorization).toEqual({ type: "Bearer", credentials_file: "/run/secrets/platform_key" });
    expect(compose.services[job].environment).toHaveProperty("PLATFORM_API_KEY");
  }
  expect(observe.services.prometheus.secrets).toEqual(["platform_key"]);
  expect(observe.secrets.platform_key).toEqual({ environment: "PLATFORM_API_KEY" });
});

test("what compose.observe.yaml mounts is there, its images have versions, and only this machine sees its ports", () => {
  const mounted = [];
  for (const [name, { image, volumes, ports, environment = {} }] of Object.entries(observe.services)) {
    expect(image, name).toMatch(/^[\w/-]+:v?\d+\.\d+\.\d+$/);
    for (const volume of volumes) {
      const [from, to] = volume.split(":");
      if (from.startsWith("./")) {
        expect(existsSync(join(root, "docker", from)), from).toBe(true);
        mounted.push(to);
      } else expect(Object.keys(observe.volumes)).toContain(from);
    }
    for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:/);
    for (const [setting, value] of Object.entries(environment))
      if (/PASSWORD|SECRET|KEY/.test(setting)) expect(value).toMatch(/\$\{\w+:\?/);
  }
  const folder = parse(read("docker/grafana/dashboards.yaml")).providers[0].options.path;
  expect(mounted).toContain(`${folder}/stationmaster.json`);
  const [source] = parse(read("docker/grafana/datasource.yaml")).datasources;
  expect(source).toMatchObject({ uid: "stationmaster", url: "http://prometheus:9090" });
});
