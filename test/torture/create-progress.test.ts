import { expect, test } from "vitest";
import { createProgress } from "./create-progress.ts";

test("a moment comes with the report that completes its number; the same report again is none", async () => {
  const progress = createProgress(10);
  let hasCome = false;
  const moment = progress.whenAnswered(2).then(() => (hasCome = true));
  for (const index of [4, 4]) progress.noteAnswered(index);
  await Promise.resolve();
  expect(hasCome).toBe(false);
  progress.noteAnswered(0);
  await moment;
  expect(progress.counts()).toEqual({ answered: 2, delivered: 0, deliveries: 0, owed: 2, wanted: 10 });
});

test("a run that is cut short ends with what there is, and no moment beyond it is waited for", async () => {
  const progress = createProgress(10);
  const beyond = progress.whenAnswered(9);
  for (const index of [0, 1, 2]) progress.noteAnswered(index);
  for (const index of [1, 1]) progress.noteDelivered(index);
  progress.limit(3);
  await Promise.all([beyond, progress.whenAllAnswered()]);
  expect(progress.counts()).toEqual({ answered: 3, delivered: 1, deliveries: 2, owed: 2, wanted: 3 });
});
