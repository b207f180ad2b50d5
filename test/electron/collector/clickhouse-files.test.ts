import { describe, expect, test } from "vitest";
import { toOtlpLogs } from "../../../electron/delivery/to-otlp-log.ts";
import { countByHand } from "../../clickhouse/count-by-hand.ts";
import { makeRoomRecords } from "../../clickhouse/make-room-records.ts";
import { readPanels, readQueries, readSchema } from "../../clickhouse/monitoring-sql.ts";

// Whether the figures are right, ClickHouse itself says: test/clickhouse/compare-figures.ts (docs/scale.md).
const [table = "", view = ""] = readSchema();
const columns = Array.from(table.matchAll(/^ {4}(\w+) +/gm), ([, name]) => name!);

describe("the files for ClickHouse", () => {
  test("ask for attributes that our export sends", () => {
    const at = { segment: "2026-01-08.jsonl", offset: 0 };
    const records = makeRoomRecords(100, Date.parse("2026-01-08T00:00:00Z"), Date.parse("2026-01-09T00:00:00Z")).map((record) => ({
      id: record.id,
      text: "",
      fields: { ...record, detail: { ...record.detail, client: { ...record.detail.client, site: "본관" } } },
      at,
    }));
    const logs = toOtlpLogs(records);
    const namesOf = (key: "attributes" | "resource") =>
      new Set(logs.flatMap((log) => Object.keys(key === "attributes" ? log.attributes : log.resource.attributes)));
    const asked = (map: string) => Array.from(view.matchAll(new RegExp(`${map}\\['([^']+)'\\]`, "g")), ([, name]) => name!);
    expect(asked("LogAttributes").length).toBeGreaterThan(7);
    expect(asked("LogAttributes").filter((name) => !namesOf("attributes").has(name))).toEqual([]);
    expect(asked("ResourceAttributes").length).toBeGreaterThan(4);
    expect(asked("ResourceAttributes").filter((name) => !namesOf("resource").has(name))).toEqual([]);
  });

  test("fill each column once, in the order of the table or by name", () => {
    const filled = Array.from(view.slice(view.indexOf("SELECT")).matchAll(/ AS (\w+),?$/gm), ([, name]) => name!);
    expect(columns.length).toBeGreaterThan(15);
    expect(filled.toSorted()).toEqual(columns.toSorted());
  });

  test("have a query for each figure of the log search and of the comparison, and a dashboard, all of which see a repeated record once", () => {
    const queries = readQueries();
    expect([...queries.keys()]).toEqual(["type", "reason", "stream", "server", "status", "day", "hour", ...countByHand([]).keys()]);
    const panels = readPanels();
    expect(panels.size).toBe(10);
    for (const sql of [...queries.values(), ...panels.values()])
      expect(sql.match(/mtx_failures FINAL/g)).toEqual(sql.match(/\bmtx_failures\b.{6}/g));
    for (const sql of panels.values()) expect(sql).toContain("$__timeFilter(timestamp)");
  });
});
