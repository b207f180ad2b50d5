import { expect, test } from "vitest";
import { sayEvent, sayWhat, sayWho } from "../../../renderer/settings/describe-audit.ts";
import type { AuditWords } from "../../../renderer/settings/describe-audit.ts";
import { createFormats } from "../../../shared/create-formats.ts";
import { enAudit } from "../../../renderer/i18n/en-audit.ts";
import type { AuditLine } from "../../../shared/audit/audit-entry.ts";

const say: AuditWords = {
  words: enAudit,
  formats: createFormats("en"),
  nameAlarm: (id) => `<${id}>`,
  labelSetting: (key) => key.toUpperCase(),
};
const line = (event: string, what: Record<string, unknown>, by?: string): AuditLine => ({
  timestamp: "2026-01-08T12:00:00.000Z",
  id: "1",
  event,
  ...(by === undefined ? {} : { by }),
  account: "wall",
  what,
  client: { id: "pc" },
  prev: "",
  hash: "",
});

test.each([
  [line("alarm_shelved", { alarmId: "stream:s1", reason: "known" }), ["<stream:s1>", "known"]],
  [line("app_started", { version: "1.2.3", before: "cut_off", lost: "ab" }), ["version 1.2.3", enAudit.before.cut_off, enAudit.lost]],
  [line("exported", { kind: "logs", file: "a.csv", lines: 3, isMasked: true }), ["error log", "a.csv", "lines: 3", "addresses hidden"]],
  [line("exported", { kind: "report", file: "", query: "2026-10" }), ["monthly report", "printed", "2026-10"]],
  [line("settings_changed", { changes: [{ key: "a", from: "", to: 3 }, { key: "b" }], more: 7 }), ["A: nothing → 3", "B", "and 7 more"]],
  [line("server_action", { step: "kick", outcome: "recovered", incidentId: "x" }), ["kick", "recovered"]],
  [line("settings_changed", { changes: "written into" }), []],
  [line("settings_changed", { changes: [null] }), [""]],
  [line("exported", { kind: "constructor", file: 7 }), ["constructor", "printed"]],
])("says what %j is about", (each, parts) => {
  expect(sayWhat(each, say)).toEqual(parts);
});

test("names who did it: as given, else the account; of what nobody did, the app", () => {
  expect(sayWho(line("exported", {}), enAudit)).toBe("wall");
  expect(sayWho(line("alarm_acknowledged", {}, "김"), enAudit)).toBe("김 (wall)");
  expect(sayWho(line("server_action", {}), enAudit)).toBe("The app");
  expect(sayEvent(line("alarm_acknowledged", {}), enAudit)).toBe("Alarm acknowledged");
  expect(sayEvent(line("of a later version", {}), enAudit)).toBe("of a later version");
});
