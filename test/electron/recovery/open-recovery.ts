import { afterAll, vi } from "vitest";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import type { MediaServerOptions } from "../../../electron/demo/media-server.ts";
import { createRecovery } from "../../../electron/recovery/create-recovery.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { Reason } from "../../../shared/reasons.ts";

/** The first looks are at once, the next after three seconds; the machine may be busy. */
export const SLOW = { timeout: 30_000, interval: 50 };
const OFF = { state: "off", waiting: 0, held: 0, rejected: 0, delivered: 0 } as const;

const closes: (() => unknown)[] = [];
afterAll(async () => void (await Promise.all(closes.map((close) => close()))));

/** Tests run beside each other, since they wait for the next look: `onTestFinished` would not know whose end it is. */
export function closeAfterAll(close: () => unknown): void {
  closes.push(close);
}

/** Ends with the file's tests. */
export async function startMedia(options: MediaServerOptions = {}) {
  const media = await createMediaServer({ streams: 3, width: 160, height: 90, authDelay: 10, ...options });
  closeAfterAll(media.close);
  return media;
}

interface RecoveryOptions {
  /** Milliseconds that are added to the time of day. */
  clock?: { ahead: number };
  secrets?: Record<string, string>;
  onLooked?: () => void;
}

/** Recovery as a control room has it. Ends with the file's tests. */
export function openRecovery(settings: object, { clock = { ahead: 0 }, secrets = {}, onLooked = () => undefined }: RecoveryOptions = {}) {
  const slates: string[][] = [];
  let present: Settings = settingsSchema.parse(settings);
  const now = () => Date.now() + clock.ahead;
  const recovery = createRecovery({
    settings: () => present,
    now,
    readSecret: async (ref) => secrets[ref],
    delivery: () => OFF,
    onSlates: (ids) => slates.push(ids),
    onLooked,
    log: () => undefined,
  });
  closeAfterAll(recovery.close);
  const fail = (streamId: string, reason: Reason, detail: { sessionId?: string; serverError?: string } = {}, at = now()) =>
    recovery.noteFailure({
      streamId,
      timestamp: new Date(at).toISOString(),
      reason,
      detail: { phase: "playing", attempt: 1, incidentId: "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e", ...detail },
    });
  const say = (streamId: string, state: "up" | "down" | "unknown", at = now()) =>
    recovery.noteState({ streamId, state, timestamp: new Date(at).toISOString() });
  const waitFor = (streamId: string, finding: string) => vi.waitUntil(() => recovery.last(streamId)?.finding === finding, SLOW);
  return { recovery, slates, fail, say, waitFor, change: (next: object) => (present = settingsSchema.parse(next)) };
}

/** Streams `s1` to `s3` play `demo-1` to `demo-3` of the server `a`. */
export const wallOf = (whepBaseUrl: string, server: object = {}) => ({
  servers: [{ id: "a", whepBaseUrl, ...server }],
  streams: [1, 2, 3].map((i) => ({ id: `s${i}`, serverId: "a", path: `demo-${i}` })),
});
