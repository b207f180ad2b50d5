import { describe, expect, test, vi } from "vitest";
import { createBodyBudget } from "../../../electron/collector/create-body-budget.ts";

const openBudget = () => createBodyBudget({ most: 100, mostOfOne: 40, patience: 1_000 });

/** Whether each has been let in so far. */
async function settle(...takes: Promise<unknown>[]): Promise<boolean[]> {
  const isDone = takes.map(() => false);
  takes.forEach((take, at) => void take.then(() => (isDone[at] = true)));
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  return isDone;
}

describe("memory for bodies that are under way", () => {
  test("is given in the order of the requests, and a small one does not overtake a large one", async () => {
    const budget = openBudget();
    const [a, b, c] = await Promise.all(["a", "b", "c"].map((sender) => budget.take(sender, 30)));
    const [large, small] = [budget.take("d", 40), budget.take("e", 10)];
    expect(await settle(large, small)).toEqual([false, false]);
    a!();
    expect(await settle(large, small)).toEqual([true, false]); // 60 + 40 is all there is
    b!();
    expect(await settle(small)).toEqual([true]);
    c!();
  });

  test("is shared: who has his part under way waits, and holds up nobody", async () => {
    const budget = openBudget();
    const first = await budget.take("slow", 40);
    const [second, other] = [budget.take("slow", 10), budget.take("other", 40)];
    expect(await settle(second, other)).toEqual([false, true]);
    first!();
    expect(await settle(second)).toEqual([true]);
  });

  test("is given to what is larger than all of it when there is nothing else", async () => {
    const budget = openBudget();
    const whole = await budget.take("a", 500);
    const next = budget.take("b", 1);
    expect(await settle(next)).toEqual([false]);
    whole!();
    expect(await settle(next)).toEqual([true]);
  });

  test("is waited for so long and no longer, and by a thousand at most; then others go on", async () => {
    vi.useFakeTimers();
    const budget = openBudget();
    const kept = await budget.take("a", 80);
    const late = budget.take("b", 30);
    const waiting = Array.from({ length: 999 }, (_, n) => budget.take(`c${n}`, 0));
    expect(await budget.take("one more", 1)).toBeUndefined();
    expect(await settle(late, waiting[0]!)).toEqual([false, false]);
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    expect([await late, typeof (await waiting[0])]).toEqual([undefined, "function"]);
    kept!();
  });
});
