import { expect, test } from "vitest";
import { MAX_INPUT_BYTES, parseInput, writeInput } from "../../electron/call-input.ts";

test.each([
  ["a report", { id: "0197", detail: { attempt: 3, none: null, list: [1, true, "두 번째"] } }, undefined],
  ["the longest text", "x".repeat(MAX_INPUT_BYTES - 2), undefined],
  ["many small parts", Array.from({ length: MAX_INPUT_BYTES / 2 - 1 }, () => 7), undefined],
  ["a date, as JSON has it", { at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }],
  ["nothing, which is no input", undefined, {}],
])("what IPC carries is read as it was sent: %s", (_, sent, read = sent) => {
  expect(parseInput(writeInput(structuredClone(sent))!)).toEqual({ ok: true, value: read });
});

const LOOP: Record<string, unknown> = {};
LOOP.self = LOOP;

test.each([
  ["a circle", LOOP],
  ["a number beyond all", 7n],
  ["bytes", new Uint8Array(9)],
  ["a boxed text", Object("text")],
  ["a map", new Map()],
  ["a text that is too long", "x".repeat(MAX_INPUT_BYTES + 1)],
])("what JSON cannot carry, or is too long, is no input: %s", (_, sent) => {
  expect(writeInput(structuredClone(sent))).toBeUndefined();
});

test("what is small on the way and endless as text is given up where an input ends", () => {
  let visits = 0;
  const leaf = { toJSON: () => visits++ };
  let many: unknown[] = [leaf];
  for (let level = 0; level < 20; level++) many = [many, many];
  expect(writeInput(many)).toBeUndefined();
  expect(visits).toBeLessThan(MAX_INPUT_BYTES);

  let looks = 0;
  const gaps = new Proxy([], { get: (list, name) => (looks++, name === "length" ? 2 ** 20 : Reflect.get(list, name)) });
  expect(writeInput(gaps)).toBeUndefined();
  expect(looks).toBeLessThan(MAX_INPUT_BYTES + 100);

  const longKey = { ["k".repeat(MAX_INPUT_BYTES / 4)]: leaf };
  visits = 0;
  expect(writeInput(Array.from({ length: 10_000 }, () => longKey))).toBeUndefined();
  expect(visits).toBeLessThan(10);
});
