import type { ErrorCode } from "../shared/api-names.ts";

/** An error whose code and words are meant for the caller. Everything else that is thrown becomes `internal`. */
export function apiError(code: ErrorCode, message: string): Error & { code: ErrorCode } {
  return Object.assign(new Error(message), { code });
}
