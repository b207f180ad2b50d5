import { describe, expect, test } from "vitest";
import { blameOfAlarm, blameOfVerdict, decideServerAction, isBroken } from "../../../electron/recovery/decide-server-action.ts";
import type { PastAction, ServerActionCase } from "../../../electron/recovery/decide-server-action.ts";
import type { Answers, ServerEvidence } from "../../../shared/alarms/evidence.ts";
import { VERDICTS } from "../../../shared/alarms/evidence.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 8, 12);
const READY: ServerActionCase = {
  action: "kick",
  now: NOW,
  recovery: { automatic: true, serverActions: "on", actor: "3번 관제석" },
  clientName: "3번 관제석",
  blame: "server",
  isMaintenance: false,
  hasHealthyReaders: false,
  history: [],
};
const decide = (change: Partial<ServerActionCase> = {}) => decideServerAction({ ...READY, ...change });
const past = (minutesAgo: number, outcome: PastAction["outcome"] = "recovered", step: PastAction["step"] = "kick"): PastAction => ({
  at: NOW - minutesAgo * MINUTE,
  outcome,
  step,
});

test("all that has to be so: something is done", () => {
  expect([decide(), decide({ action: "webhook" })]).toEqual(["act", "act"]);
});

describe("safety rule 1: what changes a server is off unless switched on, and one client alone does it", () => {
  test("off by default", () => {
    const { recovery, client } = DEFAULT_SETTINGS;
    expect(recovery).toMatchObject({ automatic: true, serverActions: "off", actor: "" });
    expect(decide({ recovery, clientName: client.name })).toBe("switched_off");
  });

  test.each([
    ["no client is named", "", ""],
    ["another client is named", "1번 관제석", "3번 관제석"],
    ["this client has no name", "1번 관제석", ""],
  ])("nothing while %s", (_, actor, clientName) => {
    expect(decide({ recovery: { ...READY.recovery, actor }, clientName })).toBe("other_actor");
  });
});

describe("safety rule 3: a budget for each server", () => {
  test.each<[string, PastAction[], string, ServerActionCase["action"]]>([
    ["a third action within the hour", [past(50), past(20)], "act", "kick"],
    ["a fourth one", [past(59), past(40), past(20)], "budget", "kick"],
    ["a fourth one when the first is an hour old", [past(60), past(40), past(20)], "act", "kick"],
    ["a second restart within six hours", [past(359, "recovered", "webhook")], "budget", "webhook"],
    ["a second restart after six hours", [past(360, "recovered", "webhook")], "act", "webhook"],
    ["a kick soon after a restart", [past(30, "recovered", "webhook")], "act", "kick"],
    ["an action less than five minutes after the last", [past(4.9)], "cooling_down", "kick"],
    ["an action five minutes after the last", [past(5)], "act", "kick"],
    ["an action less than ten minutes after one that failed", [past(9.9, "failed")], "cooling_down", "kick"],
    ["an action ten minutes after one that failed", [past(10, "failed")], "act", "kick"],
    ["what was only written down", [past(4, "dry_run")], "cooling_down", "kick"],
  ])("%s", (_, history, decision, action) => {
    expect(decide({ history, action })).toBe(decision);
  });

  test.each<[string, PastAction[]]>([
    ["", []],
    [", whatever was given up between them", [past(650, "given_up")]],
    [", whatever was only written down between them", [past(650, "dry_run")]],
  ])("two failures in a row break it%s: a person is asked for", (_, between) => {
    const history = [past(700, "failed"), ...between, past(600, "failed")];
    expect([decide({ history }), isBroken(history, NOW)]).toEqual(["broken", true]);
  });

  test.each<[string, PastAction[]]>([
    ["a success between them", [past(700, "failed"), past(650), past(600, "failed")]],
    ["a day since", [past(24 * 60 + 10, "failed"), past(24 * 60, "failed")]],
    ["one failure", [past(600, "failed")]],
    ["what was given up", [past(700, "given_up"), past(650, "failed"), past(600, "given_up")]],
    ["that it has played since the last", [past(700, "failed"), { ...past(600, "failed"), hasPlayedSince: true }]],
    ["that it has played since the first", [{ ...past(700, "failed"), hasPlayedSince: true }, past(600, "failed")]],
  ])("%s does not", (_, history) => {
    expect([decide({ history }), isBroken(history, NOW)]).toEqual(["act", false]);
  });
});

describe("safety rule 4: never where it may be us, where it is the password, in planned work, or where others have a picture", () => {
  test("only a server is ever acted on", () => {
    const blames = ["this_pc", "unknown", "credentials", "stream"] as const;
    expect(blames.map((blame) => decide({ blame }))).toEqual(blames.map(() => "not_to_blame"));
  });

  test("of all verdicts one blames the server", () => {
    expect(VERDICTS.filter((verdict) => blameOfVerdict(verdict) === "server")).toEqual(["server_down"]);
    expect(blameOfVerdict(undefined)).toBe("unknown");
    expect(
      ["network", "decoder", "credentials", "server_or_network", "not_counted", "unknown"].map((v) => blameOfVerdict(v as never)),
    ).toEqual(["this_pc", "this_pc", "credentials", "unknown", "unknown", "unknown"]);
  });

  describe("what was asked of late must say the same as a server's alarm", () => {
    const ago = (seconds: number) => NOW - seconds * 1_000;
    test.each<[string, ServerEvidence | undefined, Record<string, Answers>, string]>([
      [
        "silent for two minutes, and something else answers",
        { failedAt: ago(30), answeredAt: ago(120) },
        { gateway: { answeredAt: ago(120) } },
        "server",
      ],
      ["it has never answered", { failedAt: ago(1) }, { central: { answeredAt: ago(60) } }, "server"],
      ["nobody has asked it", undefined, { gateway: { answeredAt: ago(1) } }, "unknown"],
      ["nobody has asked it of late", { failedAt: ago(30.001) }, { gateway: { answeredAt: ago(1) } }, "unknown"],
      ["it answers", { failedAt: ago(11), answeredAt: ago(10) }, { gateway: { answeredAt: ago(1) } }, "unknown"],
      [
        "it has answered in the last two minutes",
        { failedAt: ago(1), answeredAt: ago(119.999) },
        { gateway: { answeredAt: ago(1) } },
        "unknown",
      ],
      ["nothing else can be asked", { failedAt: ago(1) }, {}, "this_pc"],
      ["all else has gone silent, too", { failedAt: ago(1) }, { gateway: { answeredAt: ago(9), failedAt: ago(1) } }, "this_pc"],
    ])("%s", (_, server, others, blame) => {
      const servers = new Map(server ? [["a:8889", server]] : []);
      expect(blameOfAlarm({ verdict: "server_down", source: "a:8889" }, { at: NOW, servers, ...others })).toBe(blame);
      expect(blameOfAlarm({ verdict: "credentials", source: "a:8889" }, { at: NOW, servers, ...others })).toBe("credentials");
    });
  });

  test("not in planned work", () => expect(decide({ isMaintenance: true })).toBe("maintenance"));
  test("not while others have a picture", () => expect(decide({ hasHealthyReaders: true })).toBe("healthy_readers"));
});

describe("safety rule 6: a dry run, and one switch for all", () => {
  const dryRun = { ...READY.recovery, serverActions: "dryRun" } as const;

  test("a dry run writes down what would have been done", () => expect(decide({ recovery: dryRun })).toBe("dry_run"));
  test("and keeps all other rules", () => {
    expect(decide({ recovery: dryRun, blame: "unknown" })).toBe("not_to_blame");
    expect(decide({ recovery: dryRun, history: [past(1, "dry_run")] })).toBe("cooling_down");
  });
  test("with recovery switched off nothing is done to a server, whatever else is on", () => {
    expect(decide({ recovery: { ...READY.recovery, automatic: false } })).toBe("switched_off");
  });
});
