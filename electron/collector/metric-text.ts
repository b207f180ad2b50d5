/** Begins the name of each of the collector's metrics. */
const PREFIX = "mtx_collector_";

/** Lines of Prometheus' text format, version 0.0.4: what a metric is, and its value where it has one without labels. */
export function describeMetric(name: string, type: "counter" | "gauge", help: string, value?: number): string[] {
  const head = [`# HELP ${PREFIX}${name} ${help}`, `# TYPE ${PREFIX}${name} ${type}`];
  return value === undefined ? head : [...head, `${PREFIX}${name} ${value}`];
}

export function writeSample(name: string, labels: Record<string, string>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${PREFIX}${name}{${pairs.join(",")}} ${value}`;
}

function escapeLabel(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
