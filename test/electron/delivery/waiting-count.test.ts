import { describe, expect, test } from "vitest";
import { createWaitingCount } from "../../../electron/delivery/waiting-count.ts";
import { openTestDesk } from "./test-desk.ts";

async function openCount() {
  const { journal } = await openTestDesk();
  let resolveChange = (): void => {};
  const waiting = createWaitingCount(journal, journal.oldest(), () => resolveChange());
  journal.onChange(() => resolveChange());
  /** Reads until the count is as wanted; a wrong count never is, and the test times out. */
  const reach = async (count: number): Promise<void> => {
    while (waiting.read() !== count) await new Promise<void>((resolve) => (resolveChange = resolve));
  };
  return { journal, waiting, reach };
}

describe("the count of records that wait", () => {
  test("is what stands behind the cursor, plus what is appended, minus what is settled", async () => {
    const { journal, waiting, reach } = await openCount();
    await journal.append(["{}", "{}", "{}"]);
    await reach(3);
    waiting.settle(2);
    await reach(1);
    await journal.append(["{}", "{}"]);
    await reach(3);
  });

  test("counts each line once, however much is appended while it counts", async () => {
    const { journal, reach } = await openCount();
    const appended = Array.from({ length: 50 }, () => journal.append(["{}", "{}"]));
    await Promise.all([...appended, reach(100)]);
  });

  test("is corrected when the end is reached", async () => {
    const { journal, waiting, reach } = await openCount();
    await journal.append(["{}", "{}", "{}"]);
    await reach(3);
    waiting.reachEnd(journal.end(), 1);
    expect(waiting.read()).toBe(1);
    await journal.append(["{}"]);
    await reach(2);
  });
});
