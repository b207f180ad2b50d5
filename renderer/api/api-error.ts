import type { ErrorCode } from "../../shared/api-names.ts";

/** What a failed call throws: the host's code and words, or `unreachable` and the reason for that. */
export type ApiError = Error & { code: ErrorCode };

export function createApiError(code: ErrorCode, message: string): ApiError {
  return Object.assign(new Error(message), { name: "ApiError", code });
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === "ApiError";
}

/** A newer question of ours took this one's place. */
export function isCancelled(error: unknown): boolean {
  return isApiError(error) && error.code === "cancelled";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
