import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { canMakeDisks, makeDisk } from "../../support/small-disk.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeJournalFolder, numberedLines, readTexts, waitUntil } from "./open-journal.ts";

describe("append", () => {
  test("resolves when its lines stand in the day's file, in the order of the calls", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    await Promise.all([journal.append(["a", "b"]), journal.append(["c"]), journal.append(["한글 😀"])]);
    expect(Object.values(folder.files())).toEqual(["a\nb\nc\n한글 😀\n"]);
    expect(journal.end().offset).toBe(Buffer.byteLength("a\nb\nc\n한글 😀\n"));
    expect(journal.status()).toMatchObject({ state: "ok", buffered: 0, lost: 0 });
  });

  test("shares one durable write among all that wait", async () => {
    const journal = await makeJournalFolder().open();
    let writes = 0;
    journal.onChange(() => writes++);
    await Promise.all(numberedLines(1_000).map((line) => journal.append([line])));
    expect(writes).toBe(1);
  });

  test("refuses a line with a line break in it", async () => {
    const journal = await makeJournalFolder().open();
    await expect(journal.append(["fine", "not\nfine"])).rejects.toThrow("line break");
    expect(await readTexts(journal)).toEqual([]);
  });

  test("goes on behind what an earlier run wrote", async () => {
    const folder = makeJournalFolder();
    const first = await folder.open();
    await first.append(["a"]);
    await first.close();
    const second = await folder.open();
    await second.append(["b"]);
    expect(Object.values(folder.files())).toEqual(["a\nb\n"]);
  });

  test("is finished by close, and refused after it", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    const appended = journal.append(["a"]);
    await journal.close();
    await appended;
    expect(Object.values(folder.files())).toEqual(["a\n"]);
    await expect(journal.append(["b"])).rejects.toThrow("closed");
  });

  test("is not disturbed by a listener that throws", async () => {
    const journal = await makeJournalFolder().open();
    journal.onChange(() => {
      throw new Error("a listener's own trouble");
    });
    await journal.append(["a"]);
    await journal.append(["b"]);
    expect(await readTexts(journal)).toEqual(["a", "b"]);
  });
});

describe("a folder that changes under our feet", () => {
  test("is made again when it was deleted; what was not answered yet is written", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    await journal.append(["gone with the folder"]);
    const before = journal.end();
    rmSync(join(folder.root, "logs"), { recursive: true });
    const states: (string | undefined)[] = [];
    journal.onChange(() => states.push(journal.status().cause));
    await journal.append(["kept"]);
    expect(states).toContain("missing");
    expect(journal.status().state).toBe("ok");
    expect(Object.values(folder.files())).toEqual(["kept\n"]);
    expect(journal.end().segment).not.toBe(before.segment); // a cursor into the deleted file must not fit the new one
    expect((await journal.read(before, { lines: 10, bytes: 1_000 })).map(({ text }) => text)).toEqual(["kept"]);
  });

  test.skipIf(!canMakeDisks).each([
    ["its disk is back", ["before", "meanwhile"], {}],
    ["its disk is back, which had hidden a folder of the same name", ["before", "meanwhile"], { hasFolder: true }],
    ["another disk is there", ["meanwhile"], { isOther: true }],
  ])("is not written to at a bare mount point, where nobody would see it again, but when %s", async (_when, expected, has) => {
    const { hasFolder, isOther }: { hasFolder?: boolean; isOther?: boolean } = has;
    const share = makeDisk("16m");
    const mountPoint = join(makeTempDir(), "share");
    symlinkSync(share, mountPoint);
    const { directory, open } = makeJournalFolder(mountPoint);
    const journal = await open();
    await journal.append(["before"]);

    rmSync(mountPoint);
    mkdirSync(hasFolder ? directory : mountPoint, { recursive: true });
    let failures = 0;
    journal.onChange(() => (failures += 1));
    const waiting = journal.append(["meanwhile"]);
    await waitUntil(journal, () => failures >= 3); // the second one would have made the folder
    expect(journal.status()).toMatchObject({ state: "failing", cause: "missing", buffered: 1 });
    expect(readdirSync(hasFolder ? directory : mountPoint)).toEqual([]);

    rmSync(mountPoint, { recursive: true });
    symlinkSync(isOther ? makeDisk("16m") : share, mountPoint);
    await waiting;
    expect(await readTexts(journal)).toEqual(expected);
  });

  test("is noticed when it was moved away", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    await journal.append(["moved"]);
    renameSync(folder.directory, join(folder.root, "elsewhere"));
    await journal.append(["kept"]);
    expect(Object.values(folder.files())).toEqual(["kept\n"]);
  });

  test("is noticed in the middle of a storm: what was answered is in the file that was moved, or in the new one", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    const file = journal.status().file;
    const moved = join(folder.root, "moved");
    const answered: string[] = [];
    await Promise.all(
      Array.from({ length: 64 }, async (_, caller) => {
        for (let i = 0; i < 50; i++) {
          const line = `${caller} ${i}`;
          await journal.append([line]);
          if (answered.push(line) === 1_000) renameSync(file, moved);
        }
      }),
    );
    const written = [readFileSync(moved, "utf8"), ...Object.values(folder.files())].join("").split("\n").slice(0, -1);
    expect(written.sort()).toEqual(answered.sort());
  });

  test("gets no hole and no glued line when somebody empties, cuts or extends the file", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    const file = journal.status().file;
    await journal.append(["first", "second"]);
    truncateSync(file, 0);
    await journal.append(["after emptying"]);
    expect(readFileSync(file, "utf8")).toBe("after emptying\n");
    truncateSync(file, 5);
    await journal.append(["after cutting"]);
    expect(readFileSync(file, "utf8")).toBe("after cutting\n");
    writeFileSync(file, "by hand, unfinished", { flag: "a" });
    await journal.append(["after extending"]);
    expect(readFileSync(file, "utf8")).toBe("after cutting\nby hand, unfinished");
    expect(readFileSync(journal.status().file, "utf8")).toBe("after extending\n");
  });

  test("is a state, not an error, where it cannot be made, and is made as soon as it can be", async () => {
    const folder = makeJournalFolder();
    writeFileSync(join(folder.root, "logs"), "a file stands in the way");
    const journal = await folder.open();
    expect(journal.status().state).toBe("failing");
    const appended = journal.append(["a"]);
    expect(journal.status().buffered).toBe(1);
    rmSync(join(folder.root, "logs"));
    await appended;
    expect(journal.status()).toMatchObject({ state: "ok", buffered: 0, lost: 0 });
    expect(await readTexts(journal)).toEqual(["a"]);
  });

  test("is well again by itself though nothing waits to be written", async () => {
    const folder = makeJournalFolder();
    writeFileSync(join(folder.root, "logs"), "a file stands in the way");
    const journal = await folder.open();
    rmSync(join(folder.root, "logs"));
    await waitUntil(journal, () => journal.status().state === "ok");
    expect(await readTexts(journal)).toEqual([]);
  });

  test("does not keep close waiting: what the disk still refuses is counted as lost", async () => {
    const folder = makeJournalFolder();
    writeFileSync(join(folder.root, "logs"), "a file stands in the way");
    const journal = await folder.open();
    const appended = journal.append(["a", "b"]);
    await Promise.all([expect(appended).rejects.toThrow("closed"), journal.close()]);
    expect(journal.status().lost).toBe(2);
  });
});

describe("a killed process", () => {
  test("has every answered line on disk, whole, and leaves no lock", async () => {
    const folder = makeJournalFolder();
    for (let kill = 0; kill < 5; kill++) {
      const child = spawn(process.execPath, [join(import.meta.dirname, "append-for-ever.ts"), folder.directory, String(kill)]);
      let answers = "";
      const enough = new Promise<void>((resolve) => {
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          answers += text;
          if (answers.length > 60_000 + kill * 7_777) resolve();
        });
      });
      await enough;
      await expect(folder.open()).rejects.toThrow("another process"); // while it lives the folder is its own
      child.kill("SIGKILL");
      await once(child, "close");
      const answered = answers.split("\n").slice(0, -1); // the kill tears the last answer too, in the pipe
      const journal = await folder.open();
      const written = new Set(await readTexts(journal));
      expect(answered.filter((line) => !written.has(line))).toEqual([]);
      for (const text of Object.values(folder.files())) {
        const lines = text.split("\n");
        expect(lines.pop()).toBe("");
        for (const line of lines) JSON.parse(line);
      }
      await journal.close();
    }
  });
});

describe("a second process", () => {
  test("is refused by the folder, whatever way leads to it, until the first one closes it", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    const other = join(folder.root, "other");
    mkdirSync(other);
    symlinkSync(join(folder.root, "logs"), join(other, "link"));
    const ways = [join(other, "..", "logs", "errors"), join(other, "link", "errors"), relative(process.cwd(), folder.directory)];
    for (const directory of ways) await expect(folder.open({ directory })).rejects.toThrow("another process");
    await journal.close();
    await (await folder.open()).append(["a"]);
  });
});
