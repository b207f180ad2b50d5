import { BY_ITSELF } from "../../shared/audit/audit-entry.ts";
import type { AuditLine } from "../../shared/audit/audit-entry.ts";
import type { Formats } from "../../shared/create-formats.ts";
import type { AuditTexts } from "../i18n/ko-audit.ts";

export interface AuditWords {
  words: AuditTexts;
  formats: Formats;
  /** An alarm as people call it, by its id. */
  nameAlarm: (alarmId: string) => string;
  /** A setting's label, by its dotted key; the key where there is none. */
  labelSetting: (key: string) => string;
}

export function sayEvent(line: AuditLine, words: AuditTexts): string {
  return nameOf(words.events, line.event);
}

/** A word of ours for it; what has none, by a later version or by somebody's hand, as it stands there. */
export function nameOf(names: Partial<Record<string, string>>, value: string): string {
  return Object.hasOwn(names, value) ? (names[value] ?? value) : value;
}

/** The name given with the call and the system's account; of what nobody did, that. */
export function sayWho({ event, by, account }: AuditLine, words: AuditTexts): string {
  if (BY_ITSELF.includes(event)) return words.app;
  return by === undefined ? account : `${by} (${account})`;
}

/** What a line says beyond its event, part by part. What it is made of may be anything: somebody may have written into the file. */
export function sayWhat({ event, what }: AuditLine, { words, formats, nameAlarm, labelSetting }: AuditWords): string[] {
  const text = (key: string, say: (value: string) => string = (value) => value): string[] =>
    typeof what[key] === "string" && what[key] !== "" ? [say(what[key])] : [];
  const count = (key: string): string[] => (typeof what[key] === "number" ? [words.lines(formats.count(what[key]))] : []);
  const known = (names: Record<string, string>, key: string): string[] => text(key, (value) => nameOf(names, value));

  if (event.startsWith("alarm_")) {
    const until = typeof what.until === "number" ? [words.until(formats.moment(what.until))] : [];
    return [...text("alarmId", nameAlarm), ...text("reason"), ...text("text"), ...until];
  }
  switch (event) {
    case "app_started":
    case "app_ended":
      return [...text("version", words.version), ...known(words.before, "before"), ...text("lost", () => words.lost)];
    case "operator_on_duty":
      return text("before", words.beforeDuty);
    case "exported": {
      const file = typeof what.file === "string" && what.file !== "" ? what.file : words.paper;
      return [...known(words.kind, "kind"), file, ...count("lines"), ...(what.isMasked === true ? [words.masked] : []), ...text("query")];
    }
    case "settings_changed":
    case "policy_changed":
      return sayChanges();
    default:
      return Object.entries(what)
        .filter(([key]) => key !== "incidentId" && key !== "anchor")
        .map(([, value]) => String(value));
  }

  function sayChanges(): string[] {
    const changes = Array.isArray(what.changes) ? (what.changes as Record<string, unknown>[]) : [];
    const said = changes.map((change) => {
      const { key = "", from, to } = change ?? {};
      const label = labelSetting(String(key));
      return from === undefined && to === undefined ? label : `${label}: ${sayValue(from)} → ${sayValue(to)}`;
    });
    return [...said, ...(typeof what.more === "number" ? [words.more(formats.count(what.more))] : [])];
  }

  function sayValue(value: unknown): string {
    return value === undefined || value === null || value === "" ? words.nothing : String(value);
  }
}
