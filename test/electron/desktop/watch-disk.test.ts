import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watchDisk } from "../../../electron/desktop/watch-disk.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const LATE = "MTX Watch: waiting for /share/wall: the disk or the share that it is on does not answer\n";
const AGAIN = "MTX Watch: /share/wall answers\n";

/** As a share does that hangs: nothing else runs on this thread until `isOver`. */
function hang(isOver: () => boolean): void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (let turns = 0; turns < 2_000 && !isOver(); turns++) Atomics.wait(never, 0, 0, 5);
}

test("a disk that hangs is named while the main thread hangs with it, and so is its return", () => {
  const file = join(makeTempDir(), "stderr");
  const logged: string[] = [];
  const end = watchDisk("/share/wall", (message) => logged.push(message), { patience: 1, output: openSync(file, "a") });
  hang(() => readFileSync(file, "utf8") !== "");
  expect(readFileSync(file, "utf8")).toBe(LATE);
  end();
  expect(readFileSync(file, "utf8")).toBe(LATE + AGAIN);
  expect(logged).toEqual([expect.stringMatching(/^\/share\/wall did not answer for \d+ s$/)]);
});

test("one that answers in time is not", () => {
  const file = join(makeTempDir(), "stderr");
  watchDisk("/share/wall", (message) => expect.unreachable(message), { patience: 60_000, output: openSync(file, "a") })();
  expect(readFileSync(file, "utf8")).toBe("");
});
