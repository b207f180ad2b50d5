import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readReportArguments } from "../../../electron/cli/report-arguments.ts";
import type { ReportArguments } from "../../../electron/cli/report-arguments.ts";
import { runReport } from "../../../electron/cli/run-report.ts";
import { monthWindow } from "../../../shared/report-month.ts";
import { readPdf } from "../../support/read-pdf.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { writePlannedStates } from "../../support/write-planned-states.ts";

const HOUR = 3_600_000;

async function report(month: string, folders: string[], options: Partial<ReportArguments> = {}) {
  let [out, said] = ["", ""];
  await runReport(
    { month, folders, format: "csv", isApart: false, ...options },
    { write: (text) => (out += text), say: (words) => (said += words) },
  );
  return { out, said };
}

/** A PC that was on for two days, one of its streams down for so many hours. */
function makePc(hours: number, settings: object): string {
  const dataDir = makeTempDir();
  const { from } = monthWindow("2026-10");
  const window = { from, to: from + 48 * HOUR };
  const outages = [{ streamId: "gate", from: from + HOUR, to: from + (1 + hours) * HOUR, reason: "refused" as const }];
  writePlannedStates(join(dataDir, "logs", "states"), { window, streams: [{ id: "gate", server: "a:1" }], outages, off: [] });
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ language: "en", ...settings }));
  return dataDir;
}

describe("report", () => {
  test("puts several PCs under each other, each under its own name, the streams as its own settings name them", async () => {
    const servers = [{ id: "a", whepBaseUrl: "http://a:1" }];
    const streams = [{ id: "gate", name: "1번 출입구", serverId: "a", path: "gate" }];
    const first = makePc(2, { client: { name: "Desk 1", site: "East" }, servers, streams });
    const second = makePc(5, { client: { name: "Desk 2" } });
    const { out, said } = await report("2026-10", [first, join(second, "logs")], { isApart: true });
    expect(said).toBe("");
    const [head, ...rows] = out.trimEnd().split("\r\n").map((line) => line.split(",")); // prettier-ignore
    expect(head!.slice(0, 5)).toEqual(["\uFEFFMonth", "Site", "PC", "Stream ID", "Stream"]);
    expect(rows.map((row) => [...row.slice(1, 5), row[head!.indexOf("Time down (s)")], row[head!.indexOf("Log lines")]])).toEqual([
      ["East", "Desk 1", "gate", "1번 출입구", "7200", "0"],
      ["East", "Desk 1", "", "All", "7200", "0"],
      ["", "Desk 2", "gate", "gate", "18000", "0"],
      ["", "Desk 2", "", "All", "18000", "0"],
    ]);
  });

  test("takes several PCs for one room: down is what none of those that looked saw", async () => {
    const first = makePc(2, { client: { name: "Desk 1", site: "East" } });
    const second = makePc(5, { client: { name: "Desk 2", site: "East" }, report: { serviceHours: null } });
    const { out } = await report("2026-10", [first, second]);
    const [head, ...rows] = out.trimEnd().split("\r\n").map((line) => line.split(",")); // prettier-ignore
    expect(out).toContain('2026-10,East,"Desk 1, Desk 2",gate,gate,a:1,');
    expect(rows.map((row) => row[head!.indexOf("Time down (s)") + 1])).toEqual(["7200", "7200"]); // the name's comma
  });

  test("prints a paper of its own", async () => {
    const folder = makeTempDir();
    const { out } = await report("2026-10", [makePc(2, { language: "ko", client: { name: "3번 관제석" } })], {
      format: "pdf",
      out: folder,
    });
    expect(out).toBe(`${join(folder, "mtx-watch-report-2026-10.pdf")}\n`);
    const { pages, text } = readPdf(readFileSync(out.trimEnd()));
    expect(pages).toBeGreaterThanOrEqual(2);
    if (text !== undefined) expect(text).toContain("영상 가용률 월간 보고서, 2026년 10월");
  });

  test("says in words what it cannot do", async () => {
    const empty = makeTempDir();
    await expect(report("2026-10", [empty])).rejects.toThrow(`${empty} is no data dir: it has no logs/`);
    await expect(report("2026-10", [join(empty, "mistyped")])).rejects.toThrow(`there is no folder ${join(empty, "mistyped")}`);
    await expect(report("2026-10", [], { dataDir: empty })).rejects.toThrow(`${empty} is no data dir: it has no logs/`); // not a month of nothing
    await expect(report("2999-01", [makePc(1, {})])).rejects.toThrow("the window lies ahead");
  });

  test.each([
    [[], "first comes the month"],
    [["2026-13"], "2026-13"],
    [["2026-10", "--format", "xml"], "csv, json, pdf"],
    [["2026-10", "--format", "pdf"], "needs --out"],
    [["2026-10", "a", "b", "--apart", "--format", "pdf", "--out", "c"], "does not go with --apart"],
    [["2026-10", "copy", "--data-dir", "own"], "do not go with folders"],
    [["2026-10", "--pdf"], "--pdf"],
  ])("refuses %j", (argv, words) => {
    expect(readReportArguments(argv)).toEqual({ kind: "wrong", problem: expect.stringContaining(words) });
  });
});
