import type { LooseRecord } from "../../shared/log-fields.ts";
import type { I18n } from "../i18n/i18n-context.tsx";

export interface DetailField {
  /** The dotted key in the record. */
  key: string;
  label: string;
  value: string;
}

/** What the pane's head says already, in words. */
const SAID = new Set(["timestamp", "streamId", "errorType", "errorMessage", "statusCode", "detail.reason"]);

/** Every field of the record that is not said already: known ones by name, unknown ones by their key. */
export function listFields(record: LooseRecord, words: Pick<I18n, "texts" | "formats">): DetailField[] {
  const { field } = words.texts.logs.detail;
  const names: Record<string, string> = field;
  return flatten(record)
    .filter(([key]) => !SAID.has(key))
    .map(([key, value]) => ({ key, label: names[key] ?? key, value: sayValue(key, value, words) }));
}

function flatten(value: LooseRecord, prefix = ""): [key: string, value: unknown][] {
  return Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const key = prefix + name;
    const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    return isObject && prefix.split(".").length < 5 ? flatten(inner as LooseRecord, `${key}.`) : [[key, inner]];
  });
}

function sayValue(key: string, value: unknown, { texts, formats }: Pick<I18n, "texts" | "formats">): string {
  if (key === "detail.playedFor" && typeof value === "number") return formats.duration(value);
  if (key === "detail.diagnosis.age" && typeof value === "number") return texts.logs.detail.ago(formats.duration(value));
  if (key === "detail.phase" && typeof value === "string") return (texts.phase as Record<string, string>)[value] ?? value;
  if (typeof value === "number" && key.startsWith("detail.stats.")) return formats.decimal(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}
