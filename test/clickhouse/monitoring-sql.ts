import { readFileSync } from "node:fs";

const read = (name: string): string => readFileSync(new URL(`../../docs/monitoring/${name}`, import.meta.url), "utf8");

/** The statements of a file. */
export function splitStatements(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.replaceAll(/^--.*\n?/gm, "").trim())
    .filter((statement) => statement !== "");
}

export function readSchema(): string[] {
  return splitStatements(read("clickhouse.sql"));
}

/** By the name that stands before each. */
export function readQueries(): Map<string, string> {
  const parts = read("clickhouse-queries.sql")
    .split(/^-- name: (\w+)\n/m)
    .slice(1);
  return new Map(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, splitStatements(parts[at + 1]!)[0]!] as const] : [])));
}

interface Dashboard {
  panels: { title: string; targets?: { rawSql?: string }[] }[];
}

/** By the panel's title, as they stand in the file. */
export function readPanels(): Map<string, string> {
  const { panels } = JSON.parse(read("grafana-clickhouse.json")) as Dashboard;
  return new Map(
    panels.flatMap(({ title, targets = [] }) => targets.flatMap(({ rawSql }) => (rawSql === undefined ? [] : [[title, rawSql] as const]))),
  );
}

/** What Grafana's ClickHouse plugin makes of its macros, for a window of Unix seconds and steps of an hour. */
export function expandMacros(sql: string, from: number, to: number): string {
  return sql
    .replaceAll(/\$__timeFilter\((\w+)\)/g, `$1 >= toDateTime(${from}) AND $1 <= toDateTime(${to})`)
    .replaceAll(/\$__timeInterval\((\w+)\)/g, "toStartOfInterval(toDateTime($1), INTERVAL 3600 second)");
}
