import { expect, test } from "vitest";
import { createPagePulse } from "../../../electron/desktop/page-pulse.ts";

/** A page whose answers come when the test says so, and ten seconds that pass when the test says so. */
function startPulse() {
  let time = 0;
  let tick = (): void => undefined;
  let hung = 0;
  const asked: { answer: () => Promise<void>; refuse: () => Promise<void> }[] = [];
  const pulse = createPagePulse({
    ask() {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const settle = async (settlement: () => void) => {
        settlement();
        await promise.catch(() => undefined);
      };
      asked.push({ answer: () => settle(resolve), refuse: () => settle(() => reject(new Error("no page"))) });
      return promise;
    },
    now: () => time,
    setTicker(callback, milliseconds) {
      tick = () => {
        time += milliseconds;
        callback();
      };
      return () => (tick = () => undefined);
    },
    onHung: () => (hung += 1),
  });
  const pass = (seconds: number) => {
    for (let n = 0; n < seconds / 10; n++) tick();
  };
  return { pulse, asked, pass, hung: () => hung };
}

test("a page that answers is asked again and again, and is alive", async () => {
  const { pulse, asked, pass, hung } = startPulse();
  expect(pulse.isAlive()).toBe(false);
  for (let n = 0; n < 10; n++) {
    pass(10);
    await asked.at(-1)!.answer();
  }
  expect([asked.length, pulse.isAlive(), hung()]).toEqual([10, true, 0]);
});

test("one that does not answer is asked once, and after 45 s it hangs, which is said once", async () => {
  const { pulse, asked, pass, hung } = startPulse();
  pass(10);
  await asked[0]!.answer();
  pass(50);
  expect([asked.length, hung()]).toEqual([2, 0]);
  pass(100);
  expect([asked.length, hung(), pulse.isAlive()]).toEqual([2, 1, false]);
  await asked[1]!.answer();
  expect(pulse.isAlive()).toBe(true);
  pass(100);
  expect(hung()).toBe(2);
});

test("what was asked before a sleep, or of the page before, counts no more", async () => {
  const { pulse, asked, pass, hung } = startPulse();
  pass(50);
  pulse.begin();
  await asked[0]!.answer();
  expect(pulse.isAlive()).toBe(false);
  pass(40);
  expect([asked.length, hung()]).toEqual([2, 0]);
});

test("a page that is gone refuses: it does not hang", async () => {
  const { pulse, asked, pass, hung } = startPulse();
  for (let n = 0; n < 20; n++) {
    pass(10);
    await asked.at(-1)!.refuse();
  }
  expect([hung(), pulse.isAlive()]).toEqual([0, false]);
});
