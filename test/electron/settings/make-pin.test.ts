import { expect, test } from "vitest";
import { makePin } from "../../../electron/settings/make-pin.ts";
import { isPinOf } from "../../../electron/settings/pin-hash.ts";

async function* type(...parts: string[]) {
  yield* parts;
}

test.each([[["4711\n"]], [["47", "11\r\n", "rest"]], [["4711"]]])("of %j one line is the hash of the PIN", async (parts) => {
  const { text, exitCode } = await makePin(type(...parts));
  expect(exitCode).toBe(0);
  expect(await isPinOf("4711", text.trimEnd())).toBe(true);
});

test.each([[[]], [["\n"]], [["123\n"]]])("%j is no PIN", async (parts) => {
  expect(await makePin(type(...parts))).toMatchObject({ exitCode: 2, text: expect.stringContaining("at least 4") });
});
