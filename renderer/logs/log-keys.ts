import type { Texts } from "../i18n/ko.ts";

/** The keys of the list, for the dialog that shows them; `meaning` names a text. */
export const LOG_KEYS: readonly { key: string; meaning: keyof Texts["logs"]["key"] }[] = [
  { key: "↑ ↓", meaning: "move" },
  { key: "PgUp PgDn", meaning: "page" },
  { key: "Home End", meaning: "ends" },
  { key: "Enter", meaning: "open" },
  { key: "Esc", meaning: "close" },
  { key: "e", meaning: "next" },
  { key: "Shift+E", meaning: "previous" },
  { key: "[", meaning: "earlierDay" },
  { key: "]", meaning: "laterDay" },
  { key: "b", meaning: "bookmark" },
  { key: "Shift+B", meaning: "nextBookmark" },
  { key: "/", meaning: "search" },
];
