import { describe, expect, test } from "vitest";
import { decideUpdate, isInstalledOnQuit } from "../../../shared/updates/decide-update.ts";
import type { UpdateDecision, UpdateMemory, UpdateSituation } from "../../../shared/updates/decide-update.ts";
import { judgeUpdateFailure } from "../../../shared/updates/judge-update-failure.ts";
import { updateSettingsSchema } from "../../../shared/updates/update-settings.ts";
import type { UpdateProblem } from "../../../shared/updates/updates-api.ts";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** A Wednesday; the window is from 2 to 6. */
const at = (hour: number, minute = 0, day = 7) => new Date(2026, 0, day, hour, minute).getTime();
const NIGHT = at(3);
const problem: UpdateProblem = { kind: "unreachable", detail: "net::ERR_CONNECTION_REFUSED", since: at(0) };

interface Given {
  at?: number;
  settings?: object;
  memory?: Partial<UpdateMemory>;
  downloaded?: string | undefined;
  isHeld?: boolean;
  canInstall?: boolean;
  spread?: number;
}

/** Version 1.1.0, released three days ago, has just been seen, and is here. */
function situate({ at: now = NIGHT, settings = {}, memory = {}, ...given }: Given = {}): UpdateSituation {
  return {
    at: now,
    settings: updateSettingsSchema.parse({ enabled: true, url: "http://updates", window: { from: "02:00", to: "06:00" }, ...settings }),
    version: "1.0.0",
    memory: {
      feed: "http://updates ",
      triedAt: now,
      lookedAt: now,
      found: { version: "1.1.0", since: now - 3 * DAY, isFit: true },
      attempts: [],
      problems: {},
      ...memory,
    },
    downloaded: "1.1.0",
    isHeld: false,
    canInstall: true,
    spread: 0,
    ...given,
  };
}

const groups = { groups: { pilot: 0, rest: 7 } };
const attempt = (moment: number) => ({ version: "1.1.0", from: "1.0.0", at: moment });
const wait = (reason: string, until?: number) => ({ action: "none", wait: { reason, ...(until !== undefined && { until }) } });

test.each<[what: string, given: Given, decision: object]>([
  ["in the window it is installed", {}, { action: "install" }],
  ["before it not", { at: at(1, 59) }, wait("window", at(2))],
  ["after it not", { at: at(6) }, wait("window", at(2, 0, 8))],
  ["nor on other days", { settings: { window: { days: [0], from: "02:00", to: "06:00" } } }, wait("window", at(2, 0, 11))],
  ["a window may go over midnight", { settings: { window: { days: [2], from: "23:00", to: "04:00" } } }, { action: "install" }],
  ["each PC begins at its own moment of the first half", { at: at(2, 59), spread: 0.5 }, wait("window", at(3))],
  ["and goes on to the end", { at: at(5, 59), spread: 0.99 }, { action: "install" }],

  ["nobody has asked yet", { memory: { triedAt: undefined, found: undefined } }, { action: "check" }],
  ["six hours later it asks again", { memory: { triedAt: NIGHT - 6 * HOUR } }, { action: "check" }],
  ["a clock that was set back does not keep it from asking", { memory: { triedAt: NIGHT + DAY } }, { action: "check" }],
  ["a failed step is tried again an hour later", { memory: { triedAt: NIGHT - HOUR, hasFailed: true } }, { action: "check" }],
  ["and not before", { memory: { triedAt: NIGHT - 59 * MINUTE, hasFailed: true } }, wait("retry", NIGHT + MINUTE)],
  [
    "what was found ten minutes ago is asked for again first",
    { memory: { triedAt: NIGHT - HOUR, lookedAt: NIGHT - 10 * MINUTE } },
    { action: "check" },
  ],

  ["nothing was found", { memory: { found: undefined } }, { action: "none" }],
  ["the server has the present version", { memory: { found: { version: "1.0.0", since: 0, isFit: true } } }, { action: "none" }],
  ["the server has none for this PC", { memory: { found: { version: "0.9.0", since: 0, isFit: false } } }, { action: "none" }],

  ["it is fetched in the window", { downloaded: undefined }, { action: "download" }],
  ["and not by day", { at: at(12), downloaded: undefined }, wait("window", at(2, 0, 8))],
  [
    "but by day where a person's quitting installs it",
    { at: at(12), downloaded: undefined, settings: { onQuit: true } },
    { action: "download" },
  ],
  ["another one is here", { downloaded: "1.0.9" }, { action: "download" }],

  ["its group's days are over", { settings: { ...groups, group: "pilot" } }, { action: "install" }],
  ["its group's days are not over", { settings: { ...groups, group: "rest" } }, wait("group", NIGHT + 4 * DAY)],
  ["nobody knows its group", { settings: { ...groups, group: "Rest" } }, wait("unknown_group")],

  ["an alarm holds it back", { isHeld: true }, wait("alarm", NIGHT + 7 * DAY)],
  ["for less than seven days", { isHeld: true, memory: { heldSince: NIGHT - 7 * DAY + 1 } }, wait("alarm", NIGHT + 1)],
  ["and then no more", { isHeld: true, memory: { heldSince: NIGHT - 7 * DAY } }, { action: "install" }],
  ["not before the window either", { at: at(12), isHeld: true, memory: { heldSince: 0 } }, wait("window", at(2, 0, 8))],
  ["an alarm does not keep it from being fetched", { isHeld: true, downloaded: undefined }, { action: "download" }],
  ["somebody with rights is needed", { canInstall: false }, wait("rights")],

  ["it failed today", { memory: { attempts: [attempt(NIGHT - HOUR)] } }, wait("retry", NIGHT + 23 * HOUR)],
  ["it failed yesterday", { memory: { attempts: [attempt(NIGHT - DAY)] } }, { action: "install" }],
  ["it failed three times", { memory: { attempts: [3, 2, 1].map((days) => attempt(NIGHT - days * DAY)) } }, wait("failed")],
])("%s", (_what, given, decision) => {
  expect(decideUpdate(situate(given))).toEqual(decision satisfies object as UpdateDecision);
});

test.each<[what: string, given: Given, isInstalled: boolean]>([
  [
    "is installed where that is allowed, outside the window and whatever the alarms say",
    { at: at(12), isHeld: true, settings: { onQuit: true } },
    true,
  ],
  ["also where the system asks for rights", { canInstall: false, settings: { onQuit: true } }, true],
  ["is not where it is not", {}, false],
  ["is not before it is here", { downloaded: undefined, settings: { onQuit: true } }, false],
  ["is not before its group's days are over", { settings: { ...groups, group: "rest", onQuit: true } }, false],
  ["is not after it failed today", { settings: { onQuit: true }, memory: { attempts: [attempt(NIGHT - HOUR)] } }, false],
])("when a person ends the app, it %s", (_what, given, isInstalled) => {
  expect(isInstalledOnQuit(situate(given))).toBe(isInstalled);
});

describe("an administrator is told", () => {
  const judge = (memory: Partial<UpdateMemory>, now: number) => judgeUpdateFailure({ ...situate().memory, ...memory }, now);

  test("of a version that was not installed, at once", () => {
    expect(judge({ problems: { install: problem } }, problem.since)).toEqual([
      { kind: "update_failed", source: "pc", since: problem.since },
    ]);
  });

  test.each<[what: string, memory: Partial<UpdateMemory>]>([
    ["a server that does not answer", { problems: { check: problem } }],
    ["a file that cannot be fetched", { problems: { download: problem } }],
    ["somebody with rights who does not come", { blockedSince: problem.since }],
  ])("of %s, after three days", (_what, memory) => {
    expect(judge(memory, problem.since + 3 * DAY - 1)).toEqual([]);
    expect(judge(memory, problem.since + 3 * DAY)).toEqual([{ kind: "update_failed", source: "pc", since: problem.since }]);
  });
});
