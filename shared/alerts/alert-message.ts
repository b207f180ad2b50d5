import { tellName } from "../alarms/name-alarm.ts";
import type { AlarmNote, Notification } from "./notification.ts";
import type { AlertText } from "./write-alert-text.ts";

/** A message on its way out, the same for every channel. */
export interface AlertMessage {
  /** The notification's: the receiver removes duplicates by it. */
  id: string;
  /** When it was decided. */
  at: number;
  /** What belongs together, over all PCs: this PC's name and the notification's group. */
  thread: string;
  text: AlertText;
  alarms: readonly AlarmNote[];
}

export function makeAlertMessage({ id, at, group, alarms }: Notification, text: AlertText, client: string): AlertMessage {
  return { id, at, thread: `${tellName(client)}/${tellName(group || id)}`, text, alarms: alarms.filter(({ isHidden }) => !isHidden) };
}

/** Colours of the wall's priorities; what is over is green, what asks for nothing grey. */
export function colorOf({ kind, priority }: AlertText): string {
  if (kind === "resolved") return "#2e7d32";
  if (kind === "summary" || kind === "test") return "#757575";
  return { high: "#d32f2f", medium: "#ef6c00", low: "#f9a825" }[priority];
}
