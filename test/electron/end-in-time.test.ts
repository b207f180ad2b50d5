import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { endInTime, LONGEST_CLOSE } from "../../electron/end-in-time.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const never = (): Promise<void> => new Promise(() => {});

/** What an end comes to when `isBusy` says whether a file operation is under way. */
function end(options: { close: () => Promise<unknown>; isBusy?: () => boolean; unwritten?: number }) {
  const happened: string[] = [];
  const { close, isBusy = () => false, unwritten } = options;
  void endInTime(
    {
      close,
      ...(unwritten !== undefined && { countUnwritten: () => unwritten }),
      say: (message) => happened.push(message),
      exit: (code) => happened.push(`exit ${code}`),
    },
    { isFileBusy: isBusy, kill: () => happened.push("kill") },
  );
  return happened;
}

describe("the end of a process", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("is 0 once everything is closed, and 1 with the reason when closing failed", async () => {
    const [good, bad] = [end({ close: () => Promise.resolve() }), end({ close: () => Promise.reject(new Error("no disk")) })];
    await vi.advanceTimersByTimeAsync(0);
    expect(good).toEqual(["exit 0"]);
    expect(bad).toEqual(["closing failed: no disk", "exit 1"]);
  });

  test("waits for a file operation that is under way", async () => {
    let isBusy = true;
    const happened = end({ close: () => Promise.resolve(), isBusy: () => isBusy });
    await vi.advanceTimersByTimeAsync(LONGEST_CLOSE / 2);
    expect(happened).toEqual([]);
    isBusy = false;
    await vi.advanceTimersByTimeAsync(LONGEST_CLOSE / 2);
    expect(happened).toEqual(["exit 0"]);
  });

  test("comes although a write never returns, and says what is not on disk", async () => {
    const happened = end({ close: never, isBusy: () => true, unwritten: 3 });
    await vi.advanceTimersByTimeAsync(LONGEST_CLOSE - 1);
    expect(happened).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(happened).toEqual([`closing took more than ${LONGEST_CLOSE} ms: ended without it; not on disk: 3 lines`, "kill"]);
  });

  test("comes when something else never returns, and then nothing has to be killed", async () => {
    const happened = end({ close: never, unwritten: 0 });
    await vi.advanceTimersByTimeAsync(LONGEST_CLOSE);
    expect(happened.at(-1)).toBe("exit 1");
    expect(happened[0]).toContain("all records are on disk");
  });

  test("comes although a read that nobody waits for hangs", async () => {
    const happened = end({ close: () => Promise.resolve(), isBusy: () => true });
    await vi.advanceTimersByTimeAsync(LONGEST_CLOSE + 100);
    expect(happened).toEqual(["kill"]);
  });
});

/** Reads a pipe that nobody writes to: as a share that has stopped answering, it never returns. */
const HANGING = `
  import { open } from "node:fs/promises";
  import { runUntilStopped } from ${JSON.stringify(join(import.meta.dirname, "../../electron/run-until-stopped.ts"))};
  void open(process.argv[1]);
  runUntilStopped(() => new Promise(() => {}));
  process.on("SIGTERM", () => console.log("asked"));
  console.log("runs");
`;

test.skipIf(process.platform === "win32")("a second signal ends a process whose file operation hangs", async () => {
  const pipe = join(makeTempDir(), "pipe");
  execFileSync("mkfifo", [pipe]);
  const child = spawn(process.execPath, ["--input-type=module", "--eval", HANGING, pipe], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await ended).toEqual([null, "SIGKILL"]);
});
