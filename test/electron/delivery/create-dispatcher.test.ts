import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createDispatcher } from "../../../electron/delivery/create-dispatcher.ts";

/** Runs that the test ends one by one. */
function createRuns() {
  const started: PromiseWithResolvers<void>[] = [];
  let onStart = () => {};
  return {
    count: () => started.length,
    run(signal: AbortSignal): Promise<void> {
      const run = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => run.reject(signal.reason));
      started.push(run);
      onStart();
      return run.promise;
    },
    end: (index: number) => started[index]!.resolve(),
    fail: (index: number) => started[index]!.reject(new Error("disk")),
    async reach(count: number): Promise<void> {
      while (started.length < count) await new Promise<void>((resolve) => (onStart = resolve));
    },
  };
}

const pauseAfter = () => nextTurn();
/** Longer than better-queue's own timers need to start something. */
const settle = async () => {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setTimeout(resolve, 0));
};

describe("dispatcher", () => {
  test("runs by itself at the start", async () => {
    const runs = createRuns();
    const dispatcher = createDispatcher({ run: runs.run, pauseAfter });
    await runs.reach(1);
    await dispatcher.close();
  });

  test("never runs two at a time, and a wake during a run is not lost", async () => {
    const runs = createRuns();
    const dispatcher = createDispatcher({ run: runs.run, pauseAfter });
    await runs.reach(1);
    for (let i = 0; i < 10; i++) dispatcher.wake();
    await settle();
    expect(runs.count()).toBe(1);
    runs.end(0);
    await runs.reach(2);
    runs.end(1);
    await settle();
    expect(runs.count()).toBe(2);
    await dispatcher.close();
  });

  test("a wake between the end of a run and the release of its lock is not lost", async () => {
    const runs = createRuns();
    const dispatcher = createDispatcher({ run: runs.run, pauseAfter });
    for (let run = 1; run <= 200; run++) {
      await runs.reach(run);
      runs.end(run - 1);
      for (let turns = run % 5; turns > 0; turns--) await nextTurn();
      dispatcher.wake();
    }
    await runs.reach(201);
    await dispatcher.close();
  });

  test("runs again when it was idle", async () => {
    const runs = createRuns();
    const dispatcher = createDispatcher({ run: runs.run, pauseAfter });
    await runs.reach(1);
    runs.end(0);
    await settle();
    dispatcher.wake();
    dispatcher.wake();
    await runs.reach(2);
    await dispatcher.close();
  });

  test("runs again after a run that failed, however often: better-queue would forget the task", async () => {
    const runs = createRuns();
    const attempts: number[] = [];
    const dispatcher = createDispatcher({
      run: runs.run,
      async pauseAfter(_error, attempt) {
        attempts.push(attempt);
      },
    });
    for (let run = 0; run < 20; run++) {
      await runs.reach(run + 1);
      runs.fail(run);
    }
    await runs.reach(21);
    expect(attempts).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    await dispatcher.close();
  });

  test("a million wakes during an outage leave nothing in memory and make one run", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const runs = createRuns();
    const dispatcher = createDispatcher({ run: runs.run, pauseAfter });
    await runs.reach(1);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let i = 1; i <= 1_000_000; i++) {
      dispatcher.wake();
      if (i % 10_000 === 0) await nextTurn();
    }
    collectGarbage();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(4 * 1024 * 1024);
    runs.end(0);
    await runs.reach(2);
    runs.end(1);
    await settle();
    expect(runs.count()).toBe(2);
    await dispatcher.close();
  });

  test("closing ends the run, and a wake afterwards does nothing", async () => {
    const runs = createRuns();
    const dispatcher = createDispatcher({ run: runs.run, pauseAfter });
    await runs.reach(1);
    await dispatcher.close();
    dispatcher.wake();
    await settle();
    expect(runs.count()).toBe(1);
  });

  test("can be closed before it has started, and twice", async () => {
    const dispatcher = createDispatcher({ run: async () => {}, pauseAfter });
    await Promise.all([dispatcher.close(), dispatcher.close()]);
    await dispatcher.close();
  });
});
