import { join } from "node:path";
import { expect, test } from "vitest";
import type { LogFilter } from "../../../shared/log-search.ts";
import { openDesk, writeLog } from "./history-desk.ts";
import { makeLogLines } from "./make-log-lines.ts";

test("a row has the same number from the index as from the files, among however many damaged lines", async () => {
  const [desk, blocked] = [openDesk(), openDesk()];
  for (const { logs } of [desk, blocked]) {
    writeLog(join(logs, "2026-01-08.jsonl"), makeLogLines(900, 5), { gz: true });
    const torn = Array.from({ length: 900 }, (_, line) => `\u0000\u0000 torn ${line}`);
    writeLog(join(logs, "2026-01-12.jsonl"), [...makeLogLines(40, 6, Date.UTC(2026, 0, 12)), ...torn, ...makeLogLines(40, 7)]);
  }
  writeLog(join(blocked.dataDir, "index"), ["in the way"]);
  await desk.api.summarizeLogs({});
  const filters: LogFilter[] = [{}, { text: "torn 1" }, { damagedOnly: true }, { facets: { type: { include: ["fetch_error"] } } }];
  for (const filter of filters) {
    const { rows } = await desk.api.readLogPage({ filter, skip: 30, limit: 1_000 });
    expect(rows.length).toBeGreaterThan(70);
    for (const index of [0, 20, 69, rows.length - 1]) {
      const question = { filter, at: rows[index]!.at };
      expect(await desk.api.findLogRow(question)).toEqual({ newer: 30 + index });
      expect(await blocked.api.findLogRow(question)).toEqual({ newer: 30 + index });
    }
    const stranger = { filter: { ...filter, until: "2000-01-01T00:00:00Z" }, at: rows[0]!.at };
    for (const { api } of [desk, blocked]) expect(await api.findLogRow(stranger)).toEqual({});
  }
});
