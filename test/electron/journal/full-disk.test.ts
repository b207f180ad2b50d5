import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeJournalFolder, numberedLines, readTexts, waitUntil } from "./open-journal.ts";

const canMount = process.platform === "linux" && process.getuid?.() === 0 && tryMount();
if (!canMount) console.warn("skipped: tests of a full disk need root on Linux and leave to mount a small tmpfs");

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "mtx-watch-"));
  try {
    mount(folder, "size=64k");
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mount(folder: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]);
}

/** A folder that is a disk of its own. */
function makeDisk(size: string): string {
  const folder = makeTempDir();
  mount(folder, `size=${size}`);
  onTestFinished(() => void execFileSync("umount", ["-l", folder]));
  return folder;
}

/** Takes all the space there is, to the last byte. */
function fill(disk: string): void {
  const file = join(disk, "filler");
  const block = Buffer.alloc(4_096);
  try {
    for (;;) writeFileSync(file, block, { flag: "a" });
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe("ENOSPC");
  }
}

const LINES = numberedLines(1).map((line) => line + " ".repeat(700));

describe.skipIf(!canMount)("a full disk", () => {
  test("glues nothing and loses nothing, however often it is filled and freed", async () => {
    const disk = makeDisk("2m");
    const folder = makeJournalFolder(disk);
    const journal = await folder.open();
    const expected: string[] = [];
    for (let round = 0; round < 5; round++) {
      fill(disk);
      const lines = numberedLines(40, round * 40).map((line) => line + LINES[0]);
      expected.push(...lines);
      const failing = waitUntil(journal, () => journal.status().cause === "disk_full");
      const appended = Promise.all(lines.map((line) => journal.append([line])));
      await failing;
      expect(journal.status().buffered).toBeGreaterThan(0);
      rmSync(join(disk, "filler"));
      await appended;
      expect(journal.status()).toMatchObject({ state: "ok", buffered: 0, lost: 0 });
    }
    expect(Object.values(folder.files()).join("")).toBe(expected.map((line) => `${line}\n`).join(""));
    expect(await readTexts(journal)).toEqual(expected);
  });

  test("still takes the first lines, for which the reserve is given up", async () => {
    const disk = makeDisk("24m");
    const journal = await makeJournalFolder(disk).open();
    const reserve = join(disk, "logs", "errors", ".reserve");
    expect(statSync(reserve).size).toBe(1024 * 1024);
    await journal.append(["before"]);
    fill(disk);
    await journal.append(LINES.concat("x".repeat(8_192)));
    expect(existsSync(reserve)).toBe(false);
    expect(journal.status()).toMatchObject({ state: "ok", lost: 0 });
  });

  test("keeps a cursor's last saved place", async () => {
    const disk = makeDisk("64k");
    const cursor = createCursor({ directory: disk, name: "central" });
    cursor.save({ segment: "2026-01-08.jsonl", offset: 1 });
    await cursor.flush();
    fill(disk);
    for (const offset of [2, 3, 4]) {
      cursor.save({ segment: "2026-01-08.jsonl", offset });
      await expect(cursor.flush()).rejects.toThrow("ENOSPC");
    }
    expect(createCursor({ directory: disk, name: "central" }).load()).toEqual({ segment: "2026-01-08.jsonl", offset: 1 });
    rmSync(join(disk, "filler"));
    await cursor.flush();
    expect(createCursor({ directory: disk, name: "central" }).load()?.offset).toBe(4);
  });
});

describe.skipIf(!canMount)("a disk that can only be read", () => {
  test("is a state until it can be written to", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    await journal.append(["before"]);
    const inTheWay = join(folder.root, "logs");
    mount(inTheWay, "ro");
    const readOnly = waitUntil(journal, () => journal.status().cause === "read_only");
    const appended = journal.append(["after"]);
    await readOnly;
    execFileSync("umount", ["-l", inTheWay]);
    await appended;
    expect(journal.status().state).toBe("ok");
    expect(await readTexts(journal)).toEqual(["before", "after"]);
    expect(readFileSync(journal.status().file, "utf8")).toBe("before\nafter\n");
  });
});
