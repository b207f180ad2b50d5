import { expect, test } from "vitest";
import { createHandoverText } from "../../../renderer/api/create-handover-text.ts";

/** A host that takes texts, or does not, and a clock that runs the timers when the test says so. */
function start() {
  const taken: string[] = [];
  const timers: (() => void)[] = [];
  const host = { isAway: false };
  const text = createHandoverText({
    api: {
      async writeHandoverText(input) {
        if (host.isAway) throw new Error("away");
        taken.push(input.text);
        return {};
      },
    },
    setTimeout: (callback) => timers.push(callback),
    random: () => 0.5,
  });
  const pass = async () => {
    for (const callback of timers.splice(0)) callback();
    await text.flush().catch(() => undefined);
  };
  return { text, taken, timers, host, pass };
}

test("what is typed is kept at the next pause, once, and the host's text does not take its place before", async () => {
  const { text, taken, timers, pass } = start();
  text.take("from the host");
  expect(text.get()).toEqual({ text: "from the host", phase: "kept" });
  for (const typed of ["a", "ab", "abc"]) text.type(typed);
  text.take("older");
  expect(text.get()).toEqual({ text: "abc", phase: "waiting" });
  expect(timers).toHaveLength(3);
  await pass();
  expect(taken).toEqual(["abc"]);
  expect(text.get()).toEqual({ text: "abc", phase: "kept" });
  text.take("by another window");
  expect(text.get().text).toBe("by another window");
});

test("what the host does not take is said, stays, and is tried again until it does", async () => {
  const { text, taken, host, pass } = start();
  host.isAway = true;
  text.type("abc");
  await expect(text.flush()).rejects.toThrow("away");
  expect(text.get()).toMatchObject({ text: "abc", phase: "failed", error: new Error("away") });
  text.take("older");
  expect(text.get().text).toBe("abc");
  await pass();
  host.isAway = false;
  await pass();
  expect(taken).toEqual(["abc"]);
  expect(text.get()).toEqual({ text: "abc", phase: "kept" });
});
