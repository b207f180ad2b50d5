import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import { makeDirectory } from "../journal/make-directory.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import { createCursor } from "../journal/create-cursor.ts";
import { openStoredJournal } from "../journal/open-stored-journal.ts";
import { createDelivery } from "./create-delivery.ts";
import type { DeliveryOptions } from "./create-delivery.ts";
import type { DestinationDelivery } from "./create-destination-delivery.ts";
import { startsOf } from "./find-place.ts";

export interface BacklogOptions extends Pick<DeliveryOptions, "identity" | "sendRequest" | "now" | "random" | "log" | "wait"> {
  /** Of the PC that is no more. */
  dataDir: string;
  url: string;
  token?: string;
  /** Called before anything is sent, then as often as records are delivered. */
  onStatus: (status: DeliveryStatus) => void;
  /** Ends it; a later call goes on where this one has been. */
  signal: AbortSignal;
}

export interface BacklogOutcome {
  status: DeliveryStatus;
  /** `failed`: central takes nothing, for the reason in `status.lastError`. */
  end: "done" | "stopped" | "failed";
}

/** So long a central that has taken something before may take nothing, in milliseconds. */
export const PATIENCE = 120_000;

/**
 * Delivers what a data dir that nobody uses any more still has for central, as its own PC would have done: from its cursor on, at least
 * once. Only its cursor (`cursors/`) and what central rejects (`logs/rejected/`) are written. Rejects when another process has it, or its
 * cursor cannot be written.
 */
export async function deliverBacklog(options: BacklogOptions): Promise<BacklogOutcome> {
  const { dataDir, url, token, onStatus, signal, now } = options;
  const journal = await openStoredJournal(join(dataDir, "logs", "mediamtx_errors"));
  const cursors = join(dataDir, "cursors");
  let delivery: DestinationDelivery | undefined;
  try {
    await needWritable(cursors);
    const cursor = createCursor({ directory: cursors, name: "central" });
    const start = createCursor({ directory: startsOf(dataDir), name: "central" });
    const waiting = await journal.countFrom(cursor.load() ?? journal.oldest());
    onStatus({ state: "delivering", waiting, held: 0, rejected: 0, delivered: 0 });

    const ended = Promise.withResolvers<BacklogOutcome["end"]>();
    signal.addEventListener("abort", () => ended.resolve("stopped"));
    if (signal.aborted) ended.resolve("stopped");
    let takenAt = now();
    let taken = 0;
    const look = (): void => {
      if (!delivery) return;
      const status = delivery.status();
      if (status.delivered > taken) takenAt = now();
      taken = status.delivered;
      onStatus(status);
      const end = findEnd(status, now() - takenAt);
      if (end) ended.resolve(end);
    };
    const settings = { url, sendFrom: "all" as const, ...(token ? { token } : {}) };
    delivery = await createDelivery({ ...options, journal, cursor, start, settings, directory: dataDir, onChange: look });
    look();
    const end = await ended.promise;
    return { status: delivery.status(), end };
  } finally {
    await delivery?.close();
    await journal.close();
  }
}

/** Without a place to go on from, each call would send all of it again. */
async function needWritable(folder: string): Promise<void> {
  try {
    await makeDirectory(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new Error(`${folder} cannot be written, so nobody would know what was sent: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Whether there is nothing more to do, or to hope for: a central that refuses altogether, that has not taken a single record, or none for
 * `PATIENCE`. `silent`: milliseconds since it has taken one.
 */
export function findEnd({ state, delivered }: DeliveryStatus, silent: number): "done" | "failed" | undefined {
  if (state === "idle") return "done";
  if (state === "misconfigured") return "failed";
  return state === "retrying" && (delivered === 0 || silent >= PATIENCE) ? "failed" : undefined;
}
