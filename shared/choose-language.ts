import type { Settings } from "./settings.ts";

export type Language = "ko" | "en";

/** `systemLanguage` is a BCP 47 tag; every language but Korean reads English. */
export function chooseLanguage(wanted: Settings["language"], systemLanguage: string): Language {
  if (wanted !== "system") return wanted;
  return /^ko\b/i.test(systemLanguage) ? "ko" : "en";
}
