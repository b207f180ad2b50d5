/** Words of the diagnostics, on screen, in the file for support and in a terminal. Each sentence says what to do where something is to be done. */
import type { Language } from "../choose-language.ts";
import type { CheckName, CheckState, FindingCode, FindingValues, TargetKind } from "./check.ts";
import { enCheckWords } from "./en-check-words.ts";
import { koCheckWords } from "./ko-check-words.ts";

export interface CheckWords {
  title: string;
  targets: Record<TargetKind, string>;
  names: Record<CheckName, string>;
  states: Record<CheckState, string>;
  at: (moment: string) => string;
  /** How many lines are of which state. */
  counts: (counts: { trouble: number; fine: number; other: number }) => string;
  took: (milliseconds: number) => string;
  findings: { [C in FindingCode]: (values: FindingValues[C]) => string };
}

export const CHECK_WORDS: Record<Language, CheckWords> = { ko: koCheckWords, en: enCheckWords };
