import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createReportWriter } from "../../../electron/report/create-report-writer.ts";
import type { ReportFile } from "../../../electron/report/make-report-files.ts";
import { KEPT_MONTHS } from "../../../electron/report/report-folder.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { addMonths, toMonth } from "../../../shared/report-month.ts";
import { canMakeDisks, fillDisk, makeDisk } from "../../support/small-disk.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const FIRST = new Date(2026, 10, 1, 3).getTime();
const HOUR = 3_600_000;

/** A host whose clock is set by hand; `run` lets its timers come until a moment. */
function openDesk({ dataDir = makeTempDir(), at = FIRST - HOUR }: { dataDir?: string; at?: number } = {}) {
  let now = at;
  let isClosed = false;
  const timers = new Set<{ due: number; callback: () => void }>();
  const [made, said, findings] = [[] as string[], [] as string[], [] as HostFinding[][]];
  let make = (month: string): Promise<readonly ReportFile[] | undefined> => Promise.resolve(filesOf(month));
  const writer = createReportWriter({
    dataDir,
    now: () => now,
    setTimer(callback, milliseconds) {
      const timer = { due: now + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    makeFiles(month) {
      made.push(month);
      return make(month);
    },
    onFindings: (list) => findings.push(list),
    log: (message) => said.push(message),
  });
  async function run(until: number): Promise<void> {
    for (let rounds = 0; rounds < 10_000; rounds++) {
      const next = [...timers].toSorted((a, b) => a.due - b.due)[0];
      if (!next || next.due > until) break;
      timers.delete(next);
      now = next.due;
      next.callback();
      while (timers.size === 0 && !isClosed) await new Promise((resolve) => setImmediate(resolve)); // it sets the next one when it is done
    }
    now = until;
  }
  return {
    dataDir,
    folder: join(dataDir, "reports"),
    writer,
    made,
    said,
    findings,
    run,
    close() {
      writer.close();
      isClosed = true;
    },
    makeBy: (next: typeof make) => void (make = next),
    names: () => (existsSync(join(dataDir, "reports")) ? readdirSync(join(dataDir, "reports")).sort() : []),
  };
}

function filesOf(month: string, size = 10): ReportFile[] {
  const name = `mtx-watch-report-${month}`;
  return [
    { name: `${name}-streams.csv`, content: `streams of ${month}` },
    { name: `${name}.pdf`, content: new Uint8Array(size) },
  ];
}

const NAMES = [".done", "mtx-watch-report-2026-10-streams.csv", "mtx-watch-report-2026-10.pdf"];

describe("the monthly report by itself", () => {
  test("is written on the 1st, once, and the next one a month later", async () => {
    const desk = openDesk();
    await desk.run(FIRST - 1);
    expect([desk.made, desk.names()]).toEqual([[], []]);
    await desk.run(FIRST + 27 * 24 * HOUR);
    expect([desk.made, desk.names()]).toEqual([["2026-10"], NAMES]);
    await desk.run(FIRST + 31 * 24 * HOUR);
    expect(desk.made).toEqual(["2026-10", "2026-11"]);
    const { reports } = await desk.writer.list();
    expect(reports.map(({ month, files }) => [month, files.map(({ name, size }) => [name.slice(24), size])])).toEqual([
      ["2026-11", [["-streams.csv", 18], [".pdf", 10]]], // prettier-ignore
      ["2026-10", [["-streams.csv", 18], [".pdf", 10]]], // prettier-ignore
    ]);
  });

  test("is written at the next start when the app was off, and never twice, also when somebody has taken the files away", async () => {
    const at = FIRST + 5 * 24 * HOUR;
    const first = openDesk({ at });
    await first.run(at + HOUR);
    expect(first.made).toEqual(["2026-10"]);
    first.close();
    for (const name of NAMES.slice(1)) writeFileSync(join(first.folder, name), "moved");
    const second = openDesk({ dataDir: first.dataDir, at: at + 2 * HOUR });
    await second.run(at + 24 * HOUR);
    expect([second.made, readFileSync(join(first.folder, NAMES[1]!), "utf8")]).toEqual([[], "moved"]);
  });

  test("that was cut short is written again, whole", async () => {
    const dataDir = makeTempDir();
    const folder = join(dataDir, "reports");
    mkdirSync(folder);
    // As a kill between two files leaves it: the table is there, of the paper a part under its temporary name, the mark is missing.
    writeFileSync(join(folder, NAMES[1]!), "old");
    writeFileSync(join(folder, ".mtx-watch-report-2026-10.pdf.0197c0de.tmp"), "%PDF-1.");
    const desk = openDesk({ dataDir, at: FIRST });
    await desk.run(FIRST + HOUR);
    expect([desk.made, readFileSync(join(folder, NAMES[1]!), "utf8")]).toEqual([["2026-10"], "streams of 2026-10"]);
    expect(desk.names()).toEqual(NAMES); // nothing of the part is left
  });

  test("is not made of a month of which nothing is known", async () => {
    const desk = openDesk({ at: FIRST });
    desk.makeBy(() => Promise.resolve(undefined));
    await desk.run(FIRST + 24 * HOUR);
    expect([desk.made, desk.names(), desk.findings.flat()]).toEqual([["2026-10"], [".done"], []]);
  });

  test("that fails is told and tried again every ten minutes", async () => {
    const desk = openDesk({ at: FIRST });
    desk.makeBy(() => Promise.reject(new Error("the log search has failed twice")));
    await desk.run(FIRST + HOUR);
    expect(desk.made.length).toBe(6);
    const since = FIRST + 120_000; // the first look, two minutes after the start
    expect(desk.findings.at(-1)).toEqual([{ kind: "report_failed", source: "pc", since }]);
    expect(await desk.writer.list()).toMatchObject({ failure: { month: "2026-10", since, message: "the log search has failed twice" } });
    desk.makeBy((month) => Promise.resolve(filesOf(month)));
    await desk.run(FIRST + 2 * HOUR);
    expect([desk.findings.at(-1), desk.names()]).toEqual([[], NAMES]);
    expect(await desk.writer.list()).not.toHaveProperty("failure");
  });

  // To Windows a folder in whose place a file lies is one that is not there.
  test.skipIf(process.platform === "win32")("whose folder cannot be read is told, and no longer once it can", async () => {
    const dataDir = makeTempDir();
    const folder = join(dataDir, "reports");
    writeFileSync(folder, "a file");
    const desk = openDesk({ dataDir, at: FIRST });
    await desk.run(FIRST + HOUR / 2);
    expect(desk.findings.at(-1)).toMatchObject([{ kind: "report_failed" }]);
    rmSync(folder);
    mkdirSync(folder);
    writeFileSync(join(folder, ".done"), "2026-10\n"); // by an earlier start
    await desk.run(FIRST + HOUR);
    expect([desk.made, desk.findings.at(-1)]).toEqual([[], []]);
  });

  test("is written after the clock was ahead for a while, and no month twice", async () => {
    const first = openDesk({ at: FIRST - 10 * 24 * HOUR });
    await first.run(FIRST - 10 * 24 * HOUR + HOUR);
    first.writer.close();
    const ahead = openDesk({ dataDir: first.dataDir, at: new Date(2031, 4, 7).getTime() });
    await ahead.run(new Date(2031, 4, 8).getTime());
    ahead.writer.close();
    const again = openDesk({ dataDir: first.dataDir, at: FIRST - HOUR });
    await again.run(FIRST + 3 * HOUR);
    expect([first.made, ahead.made, again.made]).toEqual([["2026-09"], ["2031-04"], ["2026-10"]]);
  });

  test("ends with the host, whatever is under way", async () => {
    const desk = openDesk({ at: FIRST });
    let goOn = (_files: ReportFile[]): void => {};
    const asked = new Promise<void>((resolve) => {
      desk.makeBy(() => {
        resolve();
        return new Promise((answer) => (goOn = answer));
      });
    });
    const running = desk.run(FIRST + HOUR);
    await asked;
    desk.close();
    goOn(filesOf("2026-10"));
    await running;
    const another = openDesk({ at: FIRST });
    await another.run(FIRST + HOUR); // as long as it takes to write
    expect([desk.names(), another.names()]).toEqual([[], NAMES]);
  });

  test("keeps two years, and what is none of ours", async () => {
    const dataDir = makeTempDir();
    const folder = join(dataDir, "reports");
    mkdirSync(folder);
    for (let n = 1; n <= KEPT_MONTHS + 3; n++)
      for (const { name } of filesOf(addMonths("2026-10", -n))) writeFileSync(join(folder, name), "");
    writeFileSync(join(folder, "note.txt"), "");
    const desk = openDesk({ dataDir, at: FIRST });
    await desk.run(FIRST + HOUR);
    const { reports } = await desk.writer.list();
    expect(reports.map(({ month }) => month)).toEqual(Array.from({ length: KEPT_MONTHS }, (_, n) => addMonths("2026-10", -n)));
    expect(desk.names()).toContain("note.txt");
    expect(toMonth(FIRST)).toBe("2026-11");
  });
});

describe.skipIf(!canMakeDisks)("on a full disk", () => {
  test("it is told, nothing of a file is left, and it is written once there is space", async () => {
    const dataDir = makeDisk("2m");
    const desk = openDesk({ dataDir, at: FIRST });
    desk.makeBy((month) => Promise.resolve(filesOf(month, 300_000)));
    const free = fillDisk(dataDir);
    await desk.run(FIRST + HOUR / 2);
    expect(desk.findings.at(-1)).toMatchObject([{ kind: "report_failed" }]);
    expect((await desk.writer.list()).failure?.message).toContain("ENOSPC");
    expect(desk.names()).toEqual([]);
    free();
    await desk.run(FIRST + HOUR);
    expect([desk.findings.at(-1), desk.names()]).toEqual([[], NAMES]);
  });
});
