import { describe, expect, test } from "vitest";
import { findCommand } from "../../../renderer/app/find-command.ts";
import { findAlarmAction } from "../../../renderer/ui/alarm-actions.ts";
import { plainKeyOf } from "../../../renderer/ui/plain-key.ts";

describe("the key that is meant", () => {
  test.each<[string, string, string, boolean, string]>([
    ["a letter", "a", "KeyA", false, "a"],
    ["a capital letter", "E", "KeyE", true, "E"],
    ["of a Hangul keyboard", "ㅁ", "KeyA", false, "a"],
    ["of a Hangul keyboard with Shift", "ㄸ", "KeyE", true, "E"],
    ["that an input method has taken", "Process", "KeyS", false, "s"],
    ["where other letters stand on the keys: what it says", "a", "KeyQ", false, "a"],
    ["a sign in a letter's place: what it says", ",", "KeyM", false, ","],
    ["a sign", "?", "Slash", true, "?"],
    ["a key with a name", "Escape", "Escape", false, "Escape"],
    ["of a keyboard on a screen, which has no codes", "ㅁ", "", false, "ㅁ"],
  ])("%s", (_name, key, code, shiftKey, expected) => {
    expect(plainKeyOf({ key, code, shiftKey })).toBe(expected);
  });

  const hangul = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, repeat: false };

  test("runs commands and does things to alarms whatever the keyboard writes", () => {
    expect(findCommand({ ...hangul, key: "ㅣ", code: "KeyL" }, false)).toBe("showLogs");
    expect(findCommand({ ...hangul, key: "ㅣ", code: "KeyL", ctrlKey: true }, false)).toBe("showLogs");
    expect(findAlarmAction({ ...hangul, key: "ㅌ", code: "KeyX" })).toBe("outOfService");
  });

  test("does nothing to alarms while it is held down", () => {
    expect(findAlarmAction({ ...hangul, key: "x", code: "KeyX", repeat: true })).toBeUndefined();
  });
});
