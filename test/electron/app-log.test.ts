import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createAppLog } from "../../electron/app-log.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1, 12);

test("each day has a file, and beside today's fourteen are kept", async () => {
  const dataDir = makeTempDir();
  const folder = join(dataDir, "logs", "app");
  let now = START;
  const { log, settle } = createAppLog(dataDir, () => now);
  for (const day of Array.from({ length: 16 }, (_, n) => n)) {
    now = START + day * DAY;
    log(`day ${day}`);
    log("and once more");
  }
  await settle();
  const names = readdirSync(folder).toSorted();
  expect(names).toEqual(Array.from({ length: 15 }, (_, n) => `2026-01-${String(n + 2).padStart(2, "0")}.log`));
  expect(readFileSync(join(folder, "2026-01-03.log"), "utf8")).toBe(
    "2026-01-03T12:00:00.000Z day 2\n2026-01-03T12:00:00.000Z and once more\n",
  );
  rmSync(folder, { recursive: true });
  for (const message of ["lost with its folder", "kept"]) {
    log(message);
    await settle();
  }
  expect(readFileSync(join(folder, "2026-01-16.log"), "utf8")).toContain("kept");
});

test.skipIf(process.platform === "win32")(
  "nobody waits for a file that hangs; what was said meanwhile is written once it answers",
  async () => {
    const dataDir = makeTempDir();
    const file = join(dataDir, "logs", "app", "2026-01-01.log");
    mkdirSync(join(dataDir, "logs", "app"), { recursive: true });
    execFileSync("mkfifo", [file]); // whoever opens it waits for the other end
    const { log, settle } = createAppLog(dataDir, () => START);
    log("first");
    log("second");
    const reader = await open(file, "r");
    await settle();
    expect((await reader.read(Buffer.alloc(1_000))).buffer.toString()).toMatch(/ first\n.* second\n/);
    await reader.close();
  },
);
