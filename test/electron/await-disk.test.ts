import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { awaitDisk } from "../../electron/await-disk.ts";
import { lockFolder } from "../../electron/journal/lock-folder.ts";
import { makeDirectory } from "../../electron/journal/make-directory.ts";
import { makeTempDir } from "../support/temp-dir.ts";

test("a disk that answers, with a folder or with none, is not waited for", async () => {
  for (const folder of [makeTempDir(), join(makeTempDir(), "none")]) await awaitDisk(folder, (message) => expect.unreachable(message));
});

test("a disk that hangs is named, and so is its return", async () => {
  const said: string[] = [];
  const [answer, isSaid] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const say = (message: string): void => {
    said.push(message);
    isSaid.resolve();
  };
  const waiting = awaitDisk("/share/wall", say, { patience: 1, look: () => answer.promise });
  await isSaid.promise;
  answer.resolve();
  await waiting;
  expect(said).toEqual(["waiting for /share/wall: the disk or the share that it is on does not answer", "/share/wall answers"]);
});

test.skipIf(process.platform !== "linux")(
  "a folder that cannot be made is an error or a state, never a start that has no end",
  async () => {
    await expect(makeDirectory("/proc/none/logs")).rejects.toMatchObject({ code: "ENOENT" });
    await (
      await lockFolder("/proc/none/logs")
    )();
    const makeSync = `import { makeDirectorySync } from "./electron/journal/make-directory.ts"; makeDirectorySync("/proc/none/logs")`;
    const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", makeSync];
    expect(() => execFileSync(process.execPath, args, { timeout: 20_000, stdio: "pipe" })).toThrow(/ENOENT/);
  },
);
