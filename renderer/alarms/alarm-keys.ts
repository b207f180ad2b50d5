import type { Texts } from "../i18n/ko.ts";
import { ALARM_ACTION_KEYS, ALARM_ACTIONS } from "../ui/alarm-actions.ts";

/** The keys of the list, for the dialog that shows them; `meaning` names a text. */
export const ALARM_KEYS: readonly { key: string; meaning: keyof Texts["alarms"]["key"] }[] = [
  { key: "↑ ↓", meaning: "move" },
  { key: "← →", meaning: "fold" },
  { key: "Enter", meaning: "open" },
  { key: "Esc", meaning: "close" },
  { key: "Space", meaning: "choose" },
  { key: "Shift+↑ ↓", meaning: "several" },
  { key: "Ctrl+A", meaning: "all" },
  ...ALARM_ACTIONS.map((meaning) => ({ key: ALARM_ACTION_KEYS[meaning], meaning })),
];
