/** Longest texts of a record, in characters: spec section 2, and what a page may make the host write. */

export const LIMITS = { errorMessage: 500, serverError: 1_024, whepUrl: 2_048, userAgent: 512, name: 200 } as const;
/** Longest record as one line, in bytes; the collector takes no more. */
export const MAX_RECORD_BYTES = 64 * 1024;
