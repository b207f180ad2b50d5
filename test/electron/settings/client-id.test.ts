import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadClientId } from "../../../electron/settings/client-id.ts";
import { loadOwnClientId } from "../../../electron/settings/load-own-client-id.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

/** A data dir, and who starts in it: by the id, and how often it was told that the folder is a copy. */
function makeStarts(dataDir = makeTempDir()) {
  const starts = { dataDir, copies: 0, onCopy: async () => {}, start };
  function start(machine?: string): Promise<string> {
    const onCopy = (): Promise<void> => {
      starts.copies++;
      return starts.onCopy();
    };
    return loadClientId({ dataDir, now: Date.now, onCopy, ...(machine ? { machine } : {}) });
  }
  return starts;
}

describe("client id", () => {
  test("is made at the first start and stays", async () => {
    const starts = makeStarts();
    const first = await starts.start();
    expect(await starts.start()).toBe(first);
    expect(starts.copies).toBe(0);
  });

  test("is a new one in a data dir that was copied to another machine", async () => {
    const starts = makeStarts();
    const here = await starts.start("machine a");
    const there = await starts.start("machine b");
    expect(starts.copies).toBe(1);
    expect(there).not.toBe(here);
    expect(await starts.start("machine b")).toBe(there);
    expect(starts.copies).toBe(1);
  });

  test("of another machine takes with it how far the other's deliveries were, and where they began", async () => {
    const dataDir = makeTempDir();
    const options = { dataDir, now: Date.now, log: () => undefined };
    const folders = [join(dataDir, "cursors"), join(dataDir, "logs", ".begun")];
    await loadOwnClientId({ ...options, machine: "machine a" });
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    await loadOwnClientId({ ...options, machine: "machine a" });
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);
    await loadOwnClientId({ ...options, machine: "machine b" });
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
  });

  test("is not kept before the other machine's cursor is gone: a start that cannot remove it goes on, and the next one knows the copy again", async () => {
    const starts = makeStarts();
    await starts.start("machine a");
    starts.onCopy = () => Promise.reject(new Error("a disk that can only be read"));
    const unkept = await starts.start("machine b");
    starts.onCopy = async () => {};
    expect(await starts.start("machine b")).not.toBe(unkept);
    expect(starts.copies).toBe(2);
  });

  test("is made anew when its file is damaged", async () => {
    const starts = makeStarts();
    writeFileSync(join(starts.dataDir, "client-id"), "\0\0\0");
    await starts.start();
    expect(starts.copies).toBe(0);
  });
});
