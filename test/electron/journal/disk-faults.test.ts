import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Journal } from "../../../electron/journal/types.ts";
import { breakDisk, disk } from "../../support/breakable-disk.ts";
import { makeFastDir } from "../../support/small-disk.ts";
import { makeJournalFolder, noonOf, readTexts, waitUntil } from "./open-journal.ts";

vi.mock("node:fs/promises", async (importOriginal) => breakDisk(await importOriginal()));
// Time is faked where it only holds up: a refused disk is asked again at once.
vi.mock("../../../shared/retry-delay.ts", async (importOriginal) => ({ ...(await importOriginal<object>()), DISK_RETRY: 1 }));

const DAYS = ["2026-01-08", "2026-01-09", "2026-01-10"];
const KILOBYTE = 1 / 1024;

afterEach(() => {
  disk.judge = () => undefined;
});

/** A journal that is written to, restarted, maintained and taken into the next day, and everything that was promised meanwhile. */
async function startRun(root: string) {
  const folder = makeJournalFolder(mkdtempSync(join(root, "run-")));
  let day = 0;
  let made = 0;
  let journal = await open();
  let underWay: Promise<void>[] = [];
  const answered: string[] = [];
  /** Nobody was told that these are safe. A part of them may be there all the same, as after a kill. */
  const refused = new Set<string>();

  function open(): Promise<Journal> {
    return folder.open({ now: () => noonOf(DAYS[day]!), limits: { compressAfterDays: 1, maxFileMegabytes: KILOBYTE } });
  }

  /** What stands in the folder as it is, whoever writes to it. */
  function isOnDisk(line: string): boolean {
    return readdirSync(folder.directory)
      .filter((name) => name.endsWith(".jsonl"))
      .some((name) => readFileSync(join(folder.directory, name), "utf8").includes(`${line}\n`));
  }

  async function checkReading(): Promise<void> {
    const texts = await readTexts(journal);
    expect(texts.filter((text) => !refused.has(text))).toEqual(answered);
    expect(new Set(texts).size).toBe(texts.length);
  }

  return {
    append(count: number): void {
      const lines = Array.from({ length: count }, () => JSON.stringify({ id: made++, filler: "x".repeat(made % 90) }));
      const appended = journal.append(lines).then(
        () => {
          expect(lines.filter((line) => !isOnDisk(line))).toEqual([]);
          answered.push(...lines);
        },
        (error: Error) => {
          expect(error.message).toContain("closed while the disk refuses");
          for (const line of lines) refused.add(line);
        },
      );
      underWay.push(appended);
    },
    settle: () => Promise.all(underWay),
    async restart(): Promise<void> {
      await journal.close();
      await Promise.all(underWay);
      underWay = [];
      journal = await open();
    },
    async nextDay(): Promise<void> {
      day = Math.min(day + 1, DAYS.length - 1);
    },
    maintain: () => journal.maintain().catch(() => undefined), // it is tried again the next time
    async check(): Promise<void> {
      disk.judge = () => undefined;
      await Promise.all(underWay);
      await waitUntil(journal, () => journal.status().state === "ok");
      await checkReading();
      await this.restart();
      await journal.maintain();
      await checkReading();
      const lines = Object.values(folder.files()).flatMap((text) => text.split(/(?<=\n)/).filter((line) => line !== ""));
      for (const line of lines) expect(JSON.parse(line)).toHaveProperty("id");
      expect(lines.map((line) => line.trimEnd()).sort()).toEqual((await readTexts(journal)).sort());
      const temporary = join(folder.root, "logs", "tmp", "errors");
      expect(existsSync(temporary) ? readdirSync(temporary) : []).toEqual([]);
      await journal.close();
      expect(disk.openFiles).toBe(0);
    },
  };
}

/** Two days with several files, a restart and maintenance; what the disk refuses is waited for, as callers do. */
async function runScript(root: string): Promise<void> {
  const run = await startRun(root);
  for (let i = 0; i < 12; i++) {
    run.append(2);
    if (i % 2 === 0) await run.settle();
  }
  await run.restart();
  await run.nextDay();
  run.append(3);
  await run.settle();
  await run.nextDay();
  run.append(1);
  await run.settle();
  await run.maintain();
  run.append(1);
  await run.settle();
  await run.check();
}

describe("a disk that fails at one step", () => {
  test("loses nothing that was answered, keeps the order, and leaves files that can be read line by line, whichever step it is", async () => {
    const root = makeFastDir();
    disk.operations = 0;
    await runScript(root);
    const steps = disk.operations;
    expect(steps).toBeGreaterThan(100);
    for (let step = 0; step < steps; step++) {
      const [code, last] = [step % 2 === 0 ? "EIO" : "ENOSPC", step + (step % 3)];
      disk.operations = 0;
      disk.judge = (number) => (number >= step && number <= last ? code : undefined);
      await runScript(root).catch((error: unknown) => {
        throw new Error(`steps ${step} to ${last}, ${code}`, { cause: error });
      });
    }
  });
});

const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: "settle" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "restart" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "nextDay" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "maintain" as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("fail" as const),
      name: fc.constantFrom(
        "open",
        "handle.write",
        "handle.datasync",
        "handle.truncate",
        "handle.sync",
        "handle.stat",
        "rename",
        "mkdir",
        "writeFile",
        "any",
      ),
      code: fc.constantFrom("EIO", "ENOSPC"),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
);

describe("a disk that fails now and then", () => {
  test("has what was answered, once and in order, whatever comes between", async () => {
    const root = makeFastDir();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
        disk.judge = () => undefined;
        const run = await startRun(root);
        for (const each of commands) {
          if (each.kind === "append") run.append(each.count);
          else if (each.kind === "fail") {
            let left = each.times;
            disk.judge = (_number, name) => ((each.name === "any" || name === each.name) && left-- > 0 ? each.code : undefined);
          } else await run[each.kind]();
        }
        await run.check();
      }),
      { numRuns: Number(process.env.MTX_FAULT_RUNS ?? 100), seed: Number(process.env.MTX_FUZZ_SEED ?? 1) },
    );
  });
});
