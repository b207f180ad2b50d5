import { expect, test } from "vitest";
import { isKioskKey } from "../../../electron/desktop/kiosk.ts";

const plain = { control: false, meta: false, alt: false, shift: false };

test.each([
  { name: "a letter", key: "ㅁ", code: "KeyA" },
  { name: "Escape, for a dialog", key: "Escape", code: "Escape" },
  { name: "F1", key: "F1", code: "F1" },
  { name: "an arrow", key: "ArrowLeft", code: "ArrowLeft" },
  { name: "copying", key: "c", code: "KeyC", control: true },
  { name: "pasting on a Korean layout", key: "ㅍ", code: "KeyV", control: true },
  { name: "the administrator's way out", key: "Q", code: "KeyQ", control: true, alt: true, shift: true },
])("$name reaches a kiosk's page", (press) => {
  expect(isKioskKey({ ...plain, ...press })).toBe(true);
});

test.each([
  { name: "closing", key: "F4", code: "F4", alt: true },
  { name: "closing a window", key: "w", code: "KeyW", control: true },
  { name: "quitting", key: "q", code: "KeyQ", control: true },
  { name: "reloading", key: "F5", code: "F5" },
  { name: "reloading by letter", key: "r", code: "KeyR", control: true },
  { name: "full screen", key: "F11", code: "F11" },
  { name: "developer tools", key: "F12", code: "F12" },
  { name: "developer tools by letter", key: "I", code: "KeyI", control: true, shift: true },
  { name: "zooming in", key: "+", code: "Equal", control: true },
  { name: "zooming in on the number pad", key: "+", code: "NumpadAdd", control: true },
  { name: "zooming out", key: "-", code: "Minus", control: true },
  { name: "printing", key: "p", code: "KeyP", control: true },
  { name: "a file", key: "o", code: "KeyO", control: true },
  { name: "the page before", key: "ArrowLeft", code: "ArrowLeft", alt: true },
  { name: "the window's own menu", key: " ", code: "Space", alt: true },
  { name: "the system's key with another", key: "e", code: "KeyE", meta: true },
  { name: "the context menu", key: "ContextMenu", code: "ContextMenu" },
])("$name does not", (press) => {
  expect(isKioskKey({ ...plain, ...press })).toBe(false);
});
