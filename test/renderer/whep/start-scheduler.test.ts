import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createStartScheduler } from "../../../renderer/whep/start-scheduler.ts";
import type { StartPace, StartScheduler, StartSlot } from "../../../renderer/whep/start-scheduler.ts";
import { createFakeClock, settle } from "./fake-clock.ts";

/** Starts that run until they are told to end. `running` and `started` hold their names. */
function makeQueue() {
  const clock = createFakeClock();
  const origin = `http://${randomUUID()}`;
  const openWindow = () => createStartScheduler(origin, { ...clock, locks: navigator.locks });
  const started: string[] = [];
  const running = new Map<string, () => void>();
  const ends = new Map<string, "done" | "yielded" | "withdrawn">();
  const enqueue = (
    scheduler: StartScheduler,
    name: string,
    {
      pace = "untried",
      enlarged = false,
      signal = new AbortController().signal,
    }: { pace?: StartPace; enlarged?: boolean; signal?: AbortSignal } = {},
  ) => {
    const start = ({ signal }: StartSlot) =>
      new Promise<void>((resolve) => {
        started.push(name);
        running.set(name, resolve);
        signal.addEventListener("abort", () => resolve());
      }).finally(() => running.delete(name));
    void scheduler
      .run({ pace, isEnlarged: () => enlarged, signal }, start)
      .then((result) => ends.set(name, result ? (result.yielded ? "yielded" : "done") : "withdrawn"));
  };
  const end = async (name: string) => {
    running.get(name)!();
    await settle();
  };
  return { clock, openWindow, started, running, ends, enqueue, end };
}

describe("the starts of one origin", () => {
  test("run four at a time, in the order of their asking", async () => {
    const { openWindow, started, running, enqueue, end } = makeQueue();
    const page = openWindow();
    for (const name of ["a", "b", "c", "d", "e", "f"]) enqueue(page, name);
    await settle();
    expect([...running.keys()]).toEqual(["a", "b", "c", "d"]);
    expect(page.waiting()).toBe(2);
    await end("b");
    expect(started.at(-1)).toBe("e");
    expect(running.size).toBe(4);
  });

  test("are over when none waits, though the server holds the last ones", async () => {
    const { clock, openWindow, enqueue, end } = makeQueue();
    const page = openWindow();
    expect(page.quietFor()).toBe(Infinity);
    for (const name of ["a", "b", "c", "d", "e"]) enqueue(page, name);
    await settle();
    await clock.advance(1_000);
    expect(page.quietFor()).toBe(0);
    await end("a");
    await clock.advance(500);
    expect(page.quietFor()).toBe(500);
    await end("b");
    expect(page.quietFor()).toBe(0);
  });

  test("make room as soon as the server has answered, though they go on", async () => {
    const { openWindow, started, enqueue } = makeQueue();
    const page = openWindow();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const request = { pace: "untried", isEnlarged: () => false, signal: new AbortController().signal } as const;
    void page.run(request, async (slot) => {
      await released;
      slot.release();
      return new Promise<never>(() => {});
    });
    for (const name of ["b", "c", "d", "e"]) enqueue(page, name);
    await settle();
    expect(started).toEqual(["b", "c", "d"]);
    release();
    await settle();
    expect(started).toEqual(["b", "c", "d", "e"]);
  });

  test("are four over all windows", async () => {
    const { openWindow, running, enqueue, end } = makeQueue();
    const [one, two] = [openWindow(), openWindow()];
    for (const name of ["a", "b", "c"]) enqueue(one, name);
    for (const name of ["x", "y", "z"]) enqueue(two, name);
    await settle();
    expect(running.size).toBe(4);
    await end([...running.keys()][0]!);
    expect(running.size).toBe(4);
  });

  test("take the enlarged tile first", async () => {
    const { openWindow, started, enqueue, end } = makeQueue();
    const page = openWindow();
    for (const name of ["a", "b", "c", "d", "e"]) enqueue(page, name);
    enqueue(page, "big", { enlarged: true });
    await settle();
    await end("a");
    expect(started.at(-1)).toBe("big");
  });

  test("of slow streams are two at most, behind the others", async () => {
    const { openWindow, started, running, enqueue, end } = makeQueue();
    const page = openWindow();
    for (const name of ["s1", "s2", "s3"]) enqueue(page, name, { pace: "slow" });
    await settle();
    expect([...running.keys()]).toEqual(["s1", "s2"]);
    for (const name of ["a", "b", "c"]) enqueue(page, name, { pace: "quick" });
    await settle();
    expect([...running.keys()]).toEqual(["s1", "s2", "a", "b"]);
    await end("s1");
    expect(started.at(-1)).toBe("c");
    await end("c");
    expect(started.at(-1)).toBe("s3");
  });

  test("make way after 3 s while untried streams wait", async () => {
    const { clock, openWindow, running, ends, enqueue } = makeQueue();
    const page = openWindow();
    for (const name of ["dead-1", "dead-2", "dead-3", "dead-4"]) enqueue(page, name);
    await clock.advance(10_000);
    expect(running.size).toBe(4);
    enqueue(page, "healthy");
    await settle();
    expect(ends.get("dead-1")).toBe("yielded");
    expect(running.has("healthy")).toBe(true);
  });

  test("of streams that were tried before are never ended for others", async () => {
    const { clock, openWindow, running, enqueue } = makeQueue();
    const page = openWindow();
    for (const name of ["a", "b", "c", "d"]) enqueue(page, name, { pace: "quick" });
    await settle();
    enqueue(page, "untried");
    await clock.advance(10_000);
    expect([...running.keys()]).toEqual(["a", "b", "c", "d"]);
  });

  test("can be withdrawn, waiting or running", async () => {
    const { openWindow, running, ends, enqueue } = makeQueue();
    const page = openWindow();
    const leave = new AbortController();
    enqueue(page, "running", { signal: leave.signal });
    for (const name of ["b", "c", "d"]) enqueue(page, name);
    enqueue(page, "waiting", { signal: leave.signal });
    await settle();
    leave.abort();
    await settle();
    expect([...running.keys()]).toEqual(["b", "c", "d"]);
    expect([ends.get("running"), ends.get("waiting")]).toEqual(["done", "withdrawn"]);
  });
});
