import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatFleet } from "../../../electron/collector/fleet/fleet-metrics.ts";
import { createMetrics } from "../../../electron/collector/metrics.ts";

const read = (name: string) => readFileSync(new URL(`../../../docs/monitoring/${name}`, import.meta.url), "utf8");
const NONE = { state: "idle", waiting: 0, held: 0, rejected: 0, delivered: 0 } as const;

/** Names in Prometheus' text format. */
function listMetrics(): Set<string> {
  const text = [createMetrics().format({ state: "ok", buffered: 0, lost: 0, file: "" }, NONE), ...formatFleet([], 0)].join("\n");
  return new Set(Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name]) => name!));
}

test.each(["prometheus-rules.yml", "grafana-dashboard.json"])("%s asks for metrics that the collector has", (name) => {
  const asked = new Set(Array.from(read(name).matchAll(/mtx_collector_\w+/g), ([found]) => found));
  expect(asked.size).toBeGreaterThan(5);
  expect([...asked].filter((metric) => !listMetrics().has(metric))).toEqual([]);
});
