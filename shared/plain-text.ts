/** Foreign text on its way to a file, a log line or a terminal: one line, valid Unicode, nothing that a terminal obeys. */

/** C0 (line breaks and the escape sequence's first byte), DEL, C1 (CSI in one character), line separators, signs that turn the reading direction. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A sentence without them: runs of control characters become one space; half a surrogate pair, which no UTF-8 can hold, U+FFFD. */
export function toPlainText(text: string): string {
  return text.replace(OBEYED_RUN, " ").toWellFormed();
}
const OBEYED_RUN = new RegExp(`${OBEYED.source}+`, "g");

/** The first `longest` characters; a surrogate pair is not cut in two. */
export function cutText(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, isPairAt(text, longest - 1) ? longest - 1 : longest);
}

/**
 * JSON text with what a terminal obeys as `\u` escapes: it says the same, and `cat` shows it harmlessly. In valid JSON on one line these
 * characters stand only inside strings (a tab between two tokens aside, which comes out as a space).
 */
export function escapeJsonText(json: string): string {
  return json.replaceAll("\t", " ").replace(OBEYED, toEscape);
}

/** A value as one line of JSON that every reader takes: no control character raw, no half surrogate pair. */
export function toJsonLine(value: unknown): string {
  const json = JSON.stringify(value);
  return escapeJsonText(json.includes(SURROGATE_ESCAPE) ? JSON.stringify(value, mendText) : json);
}

/** JSON.stringify writes half a pair as an escape, a whole one as it is: so only a text with this can hold half a one. */
const SURROGATE_ESCAPE = "\\ud";

function mendText(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}

/** A message as one line of a log: escapes instead of control characters, so that it can still be seen what came. */
export function toLogText(message: string): string {
  const text = message.replaceAll(/[\r\n]+/g, " | ").toWellFormed();
  return text.length <= LONGEST_LOG_TEXT
    ? text.replace(OBEYED, toEscape)
    : `${cutText(text, LONGEST_LOG_TEXT).replace(OBEYED, toEscape)} … (${text.length} characters)`;
}

/** A stack trace fits; what somebody sends to fill the disk does not. */
const LONGEST_LOG_TEXT = 8_192;

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function isPairAt(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}
