import { expect, test } from "vitest";
import { decideClosing } from "../../../electron/desktop/closing.ts";

const FACTS = { isQuitting: false, isKiosk: false, others: 0, onClose: "ask" } as const;

test.each([
  { name: "the last window is asked for", change: {}, expected: "ask" },
  { name: "one of several is only a window", change: { others: 1 }, expected: "close" },
  { name: "hidden where the settings say so", change: { onClose: "background" as const }, expected: "hide" },
  { name: "closed where they say so", change: { onClose: "quit" as const }, expected: "close" },
  { name: "nothing holds up a system that goes down", change: { isQuitting: true, isKiosk: true }, expected: "close" },
  { name: "a kiosk stays", change: { isKiosk: true, others: 1, onClose: "quit" as const }, expected: "refuse" },
])("$name: $expected", ({ change, expected }) => {
  expect(decideClosing({ ...FACTS, ...change })).toBe(expected);
});
