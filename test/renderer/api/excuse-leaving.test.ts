import { expect, test } from "vitest";
import { excuseLeaving } from "../../../renderer/api/excuse-leaving.ts";

function openPage() {
  const timers: (() => void)[] = [];
  const leave: (() => void)[] = [];
  const requests: ((error: Error) => void)[] = [];
  const fetch = excuseLeaving({
    addEventListener: (_name: string, listener: unknown) => void leave.push(listener as () => void),
    fetch: () => new Promise((_, reject) => requests.push(reject)),
    setTimeout: (callback) => void timers.push(callback),
  });
  const outcomes: string[] = [];
  const ask = (init?: RequestInit) => void fetch("http://a", init).catch((error: Error) => outcomes.push(error.message));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ask,
    outcomes,
    settle,
    leave: () => leave[0]!(),
    cut: (n: number) => requests[n]!(new Error(`cut ${n}`)),
    end: (n: number) => timers[n]!(),
  };
}

test("a request that fails is a failure at once, but for a page that leaves", async () => {
  const page = openPage();
  page.ask();
  page.ask();
  page.cut(0);
  await page.settle();
  expect(page.outcomes).toEqual(["cut 0"]);
  page.leave();
  page.cut(1);
  await page.settle();
  expect(page.outcomes).toEqual(["cut 0"]);
});

test("a page that stays after all learns it then, and of what follows at once", async () => {
  const page = openPage();
  page.ask();
  page.leave();
  page.leave();
  page.cut(0);
  page.end(0);
  await page.settle();
  expect(page.outcomes).toEqual([]);
  page.end(1);
  await page.settle();
  expect(page.outcomes).toEqual(["cut 0"]);
  page.ask();
  page.cut(1);
  await page.settle();
  expect(page.outcomes).toEqual(["cut 0", "cut 1"]);
});

test("what the player itself breaks off is broken off at once", async () => {
  const page = openPage();
  page.ask({ signal: AbortSignal.abort() });
  page.leave();
  page.cut(0);
  await page.settle();
  expect(page.outcomes).toEqual(["cut 0"]);
});
