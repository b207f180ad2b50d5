import type { ErrorCode, Result } from "../shared/api-names.ts";

/** Largest input of one call as JSON, in bytes: some 1 500 streams in one saveSettings, and a hundred times the largest report. */
export const MAX_INPUT_BYTES = 256 * 1024;

/** An error as a value, as it travels to the page. */
export function refuse(code: ErrorCode, message: string): Result<never> {
  return { ok: false, error: { code, message } };
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
