import type { AlertMessage } from "./alert-message.ts";
import { cutText, toPlainText } from "../plain-text.ts";

export interface SyslogSender {
  hostName: string;
  processId: number;
}

/** local0 (RFC 5424, 6.2.1). */
const FACILITY = 16;
const SEVERITIES = { high: 2, medium: 3, low: 4 } as const;
const NOTICE = 5;
/** Every receiver over UDP takes 2048 bytes or should (RFC 5426, 3.2); Hangul has three a character. */
const LONGEST_TEXT = 500;

/** One line of RFC 5424, without framing. 32473 is the enterprise number of RFC 5612 for those that have none. */
export function writeSyslogLine({ id, at, thread, text }: AlertMessage, { hostName, processId }: SyslogSender): string {
  const severity = text.kind === "open" || text.kind === "repeat" ? SEVERITIES[text.priority] : NOTICE;
  const data = `[mtxwatch@32473 id="${escapeParameter(id)}" group="${escapeParameter(cutText(thread, 200))}"]`;
  const header = `<${FACILITY * 8 + severity}>1 ${new Date(at).toISOString()} ${toName(hostName, 255)} mtx-watch ${processId} ${text.kind}`;
  return `${header} ${data} \uFEFF${cutText(text.title, LONGEST_TEXT)}`;
}

function toName(text: string, longest: number): string {
  return text.replaceAll(/[^\u0021-\u007e]/g, "").slice(0, longest) || "-";
}

function escapeParameter(text: string): string {
  return toPlainText(text).replaceAll(/["\\\]]/g, String.raw`\$&`);
}
