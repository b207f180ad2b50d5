import { expect, test } from "vitest";
import { createApiError } from "../../../renderer/api/api-error.ts";
import { askUntilAnswered } from "../../../renderer/api/ask-until-answered.ts";

/** A host that ends the first questions for newer ones that are none. */
function makeHost(ended: number) {
  let asked = 0;
  return {
    ask: async () => {
      asked += 1;
      if (asked <= ended) throw createApiError("cancelled", "a newer question took this one's place");
      return "counts";
    },
    asked: () => asked,
  };
}

test("a question that an older one has ended on the way is asked again", async () => {
  const host = makeHost(2);
  expect(await askUntilAnswered(host.ask, () => false)).toBe("counts");
  expect(host.asked()).toBe(3);
});

test("one that a newer one has replaced is not", async () => {
  const host = makeHost(1);
  await expect(askUntilAnswered(host.ask, () => true)).rejects.toMatchObject({ code: "cancelled" });
  expect(host.asked()).toBe(1);
});

test("what the host cannot do is said, not asked again", async () => {
  const failure = createApiError("unavailable", "the logs cannot be searched on this machine");
  await expect(
    askUntilAnswered(
      () => Promise.reject(failure),
      () => false,
    ),
  ).rejects.toBe(failure);
});
