import { expect, test } from "vitest";
import { judgeChannels } from "../../../../electron/collector/alarms/judge-channels.ts";

const NOW = Date.UTC(2026, 0, 8, 12);
const HOUR = 3_600_000;
const failing = [
  { source: "email", since: NOW - 60_000 },
  { source: "webhook", since: NOW - 59_000 },
];

test("a channel that fails is left to the PCs after a minute, also where the clock is set back meanwhile", () => {
  expect(judgeChannels([], NOW)).toEqual({ lost: new Set(), due: Infinity });
  expect(judgeChannels(failing, NOW)).toEqual({ lost: new Set(["email"]), due: NOW + 1_000 });
  expect(judgeChannels(failing, NOW + 1_000)).toEqual({ lost: new Set(["email", "webhook"]), due: Infinity });
  expect(judgeChannels(failing, NOW - HOUR).lost).toEqual(new Set(["email", "webhook"]));
});
