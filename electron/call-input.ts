import type { ErrorCode, Result } from "../shared/api-names.ts";

/** Largest input of one call as JSON, in bytes: some 1 500 streams in one saveSettings, and a hundred times the largest report. */
export const MAX_INPUT_BYTES = 256 * 1024;

/** An error as a value, as it travels to the page. */
export function refuse(code: ErrorCode, message: string): Result<never> {
  return { ok: false, error: { code, message } };
}

/**
 * What IPC carries as JSON, so that over both transports a call means the same and is measured alike. IPC also carries what is small on the
 * way and endless as text: one part under a million names, a list of a billion gaps, an array of bytes. So it is measured while it is
 * written, and given up as soon as it is too long. Undefined: no JSON, or too long to be an input.
 */
export function writeInput(value: unknown): string | undefined {
  let left = MAX_INPUT_BYTES;
  try {
    // oxlint-disable-next-line func-style -- `this` is what the part stands in
    const measure = function (this: unknown, key: string, part: unknown): unknown {
      if (!isPlain(part)) throw new TypeError(`${Object.prototype.toString.call(part)} is not JSON`);
      left -= 1 + (Array.isArray(this) ? 0 : key.length) + (typeof part === "string" ? part.length : 0);
      if (left < 0) throw new RangeError(`more than ${MAX_INPUT_BYTES} bytes`);
      return part;
    };
    return JSON.stringify(value, measure) ?? "";
  } catch {
    return undefined;
  }
}

/** No Map, no boxed text, no array of bytes; a Date is text by then. */
function isPlain(part: unknown): boolean {
  return typeof part !== "object" || part === null || Array.isArray(part) || Object.getPrototypeOf(part) === Object.prototype;
}

/** The input of a call as its transport's text. Absent is no input, `{}`. */
export function parseInput(text: string): Result<unknown> {
  if (Buffer.byteLength(text) > MAX_INPUT_BYTES) return refuse("invalid_input", `the input has more than ${MAX_INPUT_BYTES} bytes`);
  try {
    return { ok: true, value: text === "" ? {} : (JSON.parse(text) as unknown) };
  } catch {
    return refuse("invalid_input", "the input is not JSON");
  }
}
