// node test/clickhouse/compare-figures.ts PYTHON: the SQL of docs/monitoring in an embedded ClickHouse (chDB, which that Python has) against our
// own counts of the same records. Exit code 1 where they differ. It is no part of npm test: chDB takes 900 MB (docs/scale.md).
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toOtlpLogs } from "../../electron/delivery/to-otlp-log.ts";
import type { OutgoingRecord } from "../../electron/delivery/read-outgoing.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { makeRoomRecords } from "./make-room-records.ts";
import { expandMacros, readPanels, readQueries, readSchema, splitStatements } from "./monitoring-sql.ts";
import { countByHand } from "./count-by-hand.ts";

const COUNT = 20_000;
const FROM = Date.parse("2026-01-01T00:00:00Z");
const UNTIL = Date.parse("2026-02-01T00:00:00Z");
const KEYS = ["type", "reason", "stream", "server", "status", "day", "hour"];

const python = process.argv[2];
if (python === undefined) throw new Error("say which Python has chDB");
const folder = mkdtempSync(join(tmpdir(), "mtx-watch-clickhouse-"));
try {
  process.exitCode = compare(folder, python) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function compare(directory: string, interpreter: string): boolean {
  // Some lie before and after the window that is asked for.
  const records = makeRoomRecords(COUNT, FROM - 86_400_000, UNTIL + 86_400_000);
  const all = toRows(records);
  const writeRows = (name: string, rows: readonly object[]): string => {
    writeFileSync(join(directory, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    return join(directory, name);
  };
  // Each tenth comes once more, by itself: ClickHouse removes at once what is twice in one insertion.
  const rows = [writeRows("rows.ndjson", all), writeRows("again.ndjson", all.filter((_, n) => n % 10 === 0))]; // prettier-ignore
  const log = join(directory, "2026-01-01.jsonl");
  writeFileSync(log, records.map((record) => `${JSON.stringify(record)}\n`).join(""));

  const queries = readQueries();
  const panels = [...readPanels()].map(([title, sql]) => [`panel: ${title}`, expandMacros(sql, FROM / 1_000, UNTIL / 1_000)] as const);
  const asked = {
    schema: [...splitStatements(readFileSync(new URL("otel-logs.sql", import.meta.url), "utf8")), ...readSchema()],
    rows,
    settings: [`SET param_from = '${toSqlTime(FROM)}'`, `SET param_until = '${toSqlTime(UNTIL)}'`],
    queries: Object.fromEntries([...queries, ...panels]),
  };
  const script = new URL("run-queries.py", import.meta.url).pathname;
  const said = JSON.parse(execFileSync(interpreter, [script], { input: JSON.stringify(asked), maxBuffer: 1e9, encoding: "utf8" })) as Record<string, string[][]>; // prettier-ignore
  const window = records.filter(({ timestamp }) => Date.parse(timestamp) >= FROM && Date.parse(timestamp) < UNTIL);
  const wanted = new Map([...KEYS.map((key) => [key, countOurs(log, key)] as const), ...countByHand(window)]);

  console.log(`ClickHouse ${said.version![0]![0]}, ${records.length} records of 20 PCs, ${window.length} in the window`);
  let isSame = true;
  for (const [name, sqlRows] of Object.entries(said)) {
    if (name === "version") continue;
    const ours = wanted.get(name);
    const same = ours === undefined ? sqlRows.length > 0 : JSON.stringify(sqlRows) === JSON.stringify(ours);
    console.log(`  ${name}: ${sqlRows.length} rows, ${ours === undefined ? "it runs" : same ? "the same as ours" : "DIFFERENT"}`);
    if (!same) console.log(`    ClickHouse ${JSON.stringify(sqlRows.slice(0, 3))}\n    ours       ${JSON.stringify(ours?.slice(0, 3))}`);
    isSame &&= same;
  }
  const missing = [...wanted.keys()].filter((name) => said[name] === undefined);
  if (missing.length > 0) console.log(`  NOT ASKED: ${missing.join(", ")}`);
  return isSame && missing.length === 0;
}

/** As the exporter writes what our own export sends. */
function toRows(records: readonly ErrorRecord[]): object[] {
  const at = { segment: "2026-01-01.jsonl", offset: 0 };
  const outgoing = records.map((record): OutgoingRecord => ({ id: record.id, text: "", fields: { ...record }, at }));
  return toOtlpLogs(outgoing).map(({ hrTime: [seconds, nanoseconds], body, attributes, resource, severityNumber, severityText }) => ({
    Timestamp: `${seconds}.${String(nanoseconds).padStart(9, "0")}`, // a moment, whatever time zone that ClickHouse is in
    SeverityText: severityText,
    SeverityNumber: severityNumber,
    ServiceName: "mtx-watch",
    Body: body,
    ResourceAttributes: toTexts(resource.attributes),
    LogAttributes: toTexts(attributes),
  }));
}

function toTexts(attributes: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : String(value)]),
  );
}

function toSqlTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

/** What `npm run logs` says. */
function countOurs(log: string, key: string): string[][] {
  const entry = new URL("../../electron/logs.ts", import.meta.url).pathname;
  const window = ["--since", "2026-01-01T00:00Z", "--until", "2026-02-01T00:00Z"];
  const text = execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", entry, log, "--count", "--by", key, "--utc", ...window], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }); // prettier-ignore
  return text.split("\n").slice(0, -1).map((line) => line.split("\t")).map(([n, value]) => [value === "-" ? "" : value!, n!]); // prettier-ignore
}
