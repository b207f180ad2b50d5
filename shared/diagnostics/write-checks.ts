import type { Language } from "../choose-language.ts";
import { toPlainText } from "../plain-text.ts";
import { groupChecks, stateOf } from "./check.ts";
import type { Check, CheckFinding, CheckTarget, Diagnostics } from "./check.ts";
import { CHECK_WORDS } from "./check-words.ts";

/** One sentence; "" while it runs. Servers' own words in it are one line. */
export function sayFinding(finding: CheckFinding | undefined, language: Language): string {
  if (!finding) return "";
  const say = CHECK_WORDS[language].findings[finding.code] as (values: CheckFinding) => string;
  return toPlainText(say(finding)).trim();
}

export function nameTarget({ kind, name }: CheckTarget, language: Language): string {
  const word = CHECK_WORDS[language].targets[kind];
  if (name === "") return word;
  return kind === "server" ? toPlainText(name) : `${word} (${toPlainText(name)})`;
}

export function countChecks(checks: readonly Check[]): { trouble: number; fine: number; other: number } {
  const counts = { trouble: 0, fine: 0, other: 0 };
  for (const check of checks) {
    const state = stateOf(check);
    counts[state === "trouble" || state === "fine" ? state : "other"]++;
  }
  return counts;
}

/** A run as plain text, for a mail or a terminal. */
export function writeDiagnostics({ at, checks }: Diagnostics, { language, version }: { language: Language; version: string }): string {
  const words = CHECK_WORDS[language];
  const lines = [`MTX Watch ${version}: ${words.title}`, words.at(at), words.counts(countChecks(checks))];
  for (const { target, checks: own } of groupChecks(checks)) {
    lines.push("", nameTarget(target, language));
    lines.push(...own.map((check) => `  ${writeCheck(check, language)}`));
  }
  return `${lines.join("\n")}\n`;
}

/** [trouble] Certificate (TLS) 10.0.0.1:8889: … (12 ms) */
function writeCheck(check: Check, language: Language): string {
  const words = CHECK_WORDS[language];
  const what = [words.names[check.name], toPlainText(check.place)].filter((part) => part !== "").join(" ");
  const took = check.took === undefined || stateOf(check) === "off" ? "" : ` (${words.took(check.took)})`;
  return `[${words.states[stateOf(check)]}] ${what}: ${sayFinding(check.finding, language)}${took}`;
}
