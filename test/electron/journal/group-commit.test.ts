import { describe, expect, test } from "vitest";
import { createGroupCommit } from "../../../electron/journal/group-commit.ts";

/** A disk that takes batches one at a time, when the test lets it. */
function makeDisk() {
  const written: string[] = [];
  let isBroken = false;
  let failures = 0;
  let onFailure: () => void = () => undefined;
  return {
    written,
    options: {
      write: async (bytes: Buffer) => {
        if (isBroken) throw new Error("broken");
        written.push(bytes.toString());
      },
      maxBatchBytes: () => 1_000,
      maxWaitingBytes: 100,
      onWritten: () => undefined,
      onFailure: async () => {
        failures++;
        onFailure();
        return false;
      },
    },
    /** Resolves with the next write that fails. */
    breakDown() {
      isBroken = true;
      return new Promise<void>((resolve) => (onFailure = resolve));
    },
    mend: () => (isBroken = false),
    failures: () => failures,
  };
}

describe("group commit", () => {
  test("writes what came while the disk was busy together, in order, in batches of bounded size", async () => {
    const disk = makeDisk();
    const commit = createGroupCommit({ ...disk.options, maxWaitingBytes: 100_000 });
    await Promise.all(Array.from({ length: 100 }, (_, n) => commit.append([String(n).padStart(99, "0")])));
    expect(disk.written).toHaveLength(10);
    expect(disk.written.join("").trimEnd().split("\n").map(Number)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  });

  test("keeps the newest lines while the disk refuses, and rejects and counts each dropped one", async () => {
    const disk = makeDisk();
    const commit = createGroupCommit(disk.options);
    const broken = disk.breakDown();
    const outcomes = Promise.allSettled(Array.from({ length: 20 }, (_, n) => commit.append([String(n).padStart(9, "0")])));
    await broken;
    expect(commit.waiting()).toBe(10);
    expect(commit.dropped()).toBe(10);
    disk.mend();
    expect((await outcomes).map(({ status }) => status)).toEqual([...Array(10).fill("rejected"), ...Array(10).fill("fulfilled")]);
    expect(disk.written.join("").trimEnd().split("\n").map(Number)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(commit.waiting()).toBe(0);
  });

  test("drops a batch that came back from the disk before anything newer", async () => {
    const disk = makeDisk();
    const commit = createGroupCommit(disk.options);
    const broken = disk.breakDown();
    const old = commit.append(["old".padEnd(59)]);
    await broken;
    const recent = commit.append(["recent".padEnd(59)]);
    await expect(old).rejects.toThrow("full");
    disk.mend();
    await recent;
    expect(disk.written.map((text) => text.trim())).toEqual(["recent"]);
  });

  test("tries at once again where the failure could be mended", async () => {
    const disk = makeDisk();
    void disk.breakDown();
    const commit = createGroupCommit({
      ...disk.options,
      onFailure: async () => {
        disk.mend();
        return true;
      },
    });
    await commit.append(["a"]);
    expect(disk.written).toEqual(["a\n"]);
  });
});
