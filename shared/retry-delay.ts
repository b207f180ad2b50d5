/** Every wait between two attempts, of players, of delivery and of the journal, is decided here. Milliseconds throughout. */

/** What an attempt ended with, as far as it changes the wait before the next one. */
export interface FailedAttempt {
  /** 1 after the first failure since the stream was last healthy. */
  attempt: number;
  statusCode?: number;
  /** What the server asked for in Retry-After. */
  retryAfter?: number;
  /** The server was down and has only just come back. */
  settling?: boolean;
}

const PLAYER_FIRST = 1_000;
const PLAYER_LONGEST = 30_000;
const NO_STREAM = { shortest: 5_000, longest: 10_000 };
const NO_STREAM_YET = { shortest: 1_000, longest: 3_000 };
const UNAUTHORIZED = 30_000;
const RETRY_AFTER_LONGEST = 3_600_000;

/** Frames must be healthy for this long before a player's attempts count from one again (a shorter reset loops at the first step). */
export const HEALTHY_AFTER = 30_000;

/**
 * Wait of one stream before its next attempt: uniform in [d/2, d], d = min(30 s, 2^(n-1) s), for ever. 404 waits 5-10 s, since
 * MediaMTX asks a camera again every 5 s, but 1-3 s after it was down, since its publishers follow it within seconds; 401 waits 30 s,
 * since it holds the answer to a wrong password. `random` is in [0, 1).
 */
export function nextPlayerDelay({ attempt, statusCode, retryAfter, settling }: FailedAttempt, random: number): number {
  const least = Math.min(retryAfter ?? 0, RETRY_AFTER_LONGEST);
  const noStream = settling ? NO_STREAM_YET : NO_STREAM;
  if (statusCode === 401) return Math.max(least, UNAUTHORIZED);
  if (statusCode === 404) return Math.max(least, between(noStream.shortest, noStream.longest, random));
  const longest = Math.min(PLAYER_LONGEST, PLAYER_FIRST * 2 ** Math.min(attempt - 1, 16));
  return least + between(longest / 2, longest, random);
}

/** While a whole origin is down one stream alone asks it, every 2 s ± 20 %. */
export function nextProbeDelay(random: number): number {
  return between(1_600, 2_400, random);
}

const HOST_FIRST = 500;
const HOST_LONGEST = 10_000;

/** Wait of a page before it asks its own host again after the n-th failure in a row: near, so short; uniform in [d/2, d], d = min(10 s, 2^(n-2) s). */
export function nextHostDelay(attempt: number, random: number): number {
  const longest = Math.min(HOST_LONGEST, HOST_FIRST * 2 ** Math.min(attempt - 1, 16));
  return between(longest / 2, longest, random);
}

const DELIVERY_FIRST = 1_000;
const DELIVERY_LONGEST = 300_000;
const MISCONFIGURED = { shortest: 60_000, longest: 120_000 };

/** Wait of a delivery before attempt n + 1: full jitter over min(5 min, 2^(n-1) s), and never less than Retry-After (at most 1 h). */
export function nextDeliveryDelay({ attempt, retryAfter }: FailedAttempt, random: number): number {
  const longest = Math.min(DELIVERY_LONGEST, DELIVERY_FIRST * 2 ** Math.min(attempt - 1, 16));
  return Math.min(retryAfter ?? 0, RETRY_AFTER_LONGEST) + between(0, longest, random);
}

/** Wait of a delivery whose central refuses us altogether (401, 403, wrong address): somebody must mend it, so ask seldom. */
export function nextMisconfiguredDelay(random: number): number {
  return between(MISCONFIGURED.shortest, MISCONFIGURED.longest, random);
}

const HELD = { shortest: 54_000, longest: 66_000 };

/** Wait of a delivery that holds refused records before it tries the next one: a minute (spec section 4), ± 10 % so that PCs do not march in step. */
export function nextHeldDelay(random: number): number {
  return between(HELD.shortest, HELD.longest, random);
}

/** A journal whose disk refuses tries again this often (the wall must show that it works again within seconds). */
export const DISK_RETRY = 500;

const BUSY_FILE_FIRST = 10;
const BUSY_FILE_LONGEST = 1_000;
const BUSY_FILE_ATTEMPTS = 16;

/** Wait before attempt n + 1 on a file that another program holds; undefined after about 10 s altogether. */
export function nextBusyFileDelay(attempt: number): number | undefined {
  return attempt < BUSY_FILE_ATTEMPTS ? Math.min(BUSY_FILE_LONGEST, BUSY_FILE_FIRST * 2 ** (attempt - 1)) : undefined;
}

/** `Retry-After` in both forms (seconds, HTTP date) as milliseconds from `now`; undefined when absent or unreadable. */
export function parseRetryAfter(value: string | null | undefined, now: number): number | undefined {
  if (!value) return undefined;
  const text = value.trim();
  const milliseconds = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(milliseconds) ? Math.min(Math.max(0, milliseconds), RETRY_AFTER_LONGEST) : undefined;
}

/** What the collector asks of senders in Retry-After while it cannot take records; their own jitter comes on top. */
export const UNAVAILABLE_RETRY_AFTER = 5_000;

function between(shortest: number, longest: number, random: number): number {
  return Math.round(shortest + (longest - shortest) * random);
}
