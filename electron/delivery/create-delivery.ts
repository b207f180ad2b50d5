import { join } from "node:path";
import type { DeliveryStatus } from "../../shared/api-names.ts";
import { nextDeliveryDelay } from "../../shared/retry-delay.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Journal, Position } from "../journal/types.ts";
import { createCentralClient, isTokenInClear } from "./central-client.ts";
import { createCentral } from "./central.ts";
import type { ConnectionTest } from "./central.ts";
import { createDispatcher } from "./create-dispatcher.ts";
import { createJournalDelivery } from "./deliver-journal.ts";
import type { Progress } from "./deliver-journal.ts";
import { INITIAL_STATUS, nextStatus } from "./delivery-status.ts";
import { loadFormMemory } from "./form-memory.ts";
import { createPause, waitForTimer } from "./pause.ts";
import type { Wait } from "./pause.ts";
import { createRejectedFile } from "./rejected-file.ts";
import type { SendRequest } from "./types.ts";
import { createWaitingCount } from "./waiting-count.ts";

export interface DeliveryOptions {
  journal: Journal;
  cursor: Pick<Cursor, "load" | "origin" | "save" | "flush">;
  /** Keeps where the first delivery began: what stands before it was never meant for central. */
  start?: Pick<Cursor, "save" | "flush">;
  settings: { url: string; token?: string; sendFrom: Settings["central"]["sendFrom"] };
  identity: { version: string; clientId: string };
  /** The data dir: rejected records go to `logs/rejected/`, what was learned about central to `cursors/`. */
  directory: string;
  sendRequest: SendRequest;
  now: () => number;
  random: () => number;
  log: (message: string) => void;
  /** The status has changed. Called as often as records are delivered. */
  onChange: () => void;
  wait?: Wait;
  /** Milliseconds for one request; 30 s unless told otherwise (spec section 4). */
  timeout?: number;
}

export interface Delivery {
  /** Ends the present wait, whatever it is for. */
  retryNow(): void;
  /** Sends rejected records again, before anything else; others are left alone. Resolves with their number when the wish is on disk. */
  sendAgain(places: readonly Position[]): Promise<number>;
  status(): DeliveryStatus;
  testConnection(): Promise<ConnectionTest>;
  /** Cuts off what is in flight (it is sent again next time) and keeps the place on disk. The journal must still be open. */
  close(): Promise<void>;
}

const REQUEST_TIMEOUT = 30_000;

/** Delivers a journal to central from its cursor on, as long as it is not closed. Another may then go on from the same cursor. */
export async function createDelivery(options: DeliveryOptions): Promise<Delivery> {
  const { journal, cursor, settings, identity, directory, now, random, log, onChange } = options;
  if (isTokenInClear(settings.url, settings.token)) log("central: the token goes over plain http to another machine; use https");
  const from = await findStart(options);
  const file = join(directory, "cursors", "central-forms.json");
  const forms = await loadFormMemory({ file, url: settings.url, version: identity.version, now });
  const client = createCentralClient({ ...options, ...settings, timeout: options.timeout ?? REQUEST_TIMEOUT });
  const central = createCentral(client, forms, now);
  const pause = createPause(options.wait ?? waitForTimer);
  const waiting = createWaitingCount(journal, from, onChange);
  const closing = new AbortController();
  let status = INITIAL_STATUS;

  const onProgress = (progress: Progress): void => {
    if (progress.kind === "settled") waiting.settle(progress.delivered + progress.rejected);
    if (progress.kind === "read") waiting.settle(progress.skipped);
    if (progress.kind === "end") waiting.reachEnd(progress.position, progress.held);
    const next = nextStatus(status, progress, now());
    logChange(status, next);
    status = next;
    onChange();
  };

  const logChange = (before: DeliveryStatus, { state, lastError, skipped = 0, rejected }: DeliveryStatus): void => {
    if (lastError !== undefined && state !== before.state) log(`central: ${state}: ${lastError}`);
    if (lastError === undefined && before.lastError !== undefined) log("central: delivering again");
    if (skipped > (before.skipped ?? 0)) log(`central: ${skipped} lines so far are damaged or have no id and are not sent`);
    if (rejected > before.rejected) log(`central: ${rejected} records so far are rejected, see logs/rejected`);
  };

  const rejectedFile = createRejectedFile(join(directory, "logs", "rejected"), now);
  const delivery = createJournalDelivery({
    journal,
    from,
    saveCursor: cursor.save,
    destination: central,
    rejectedFile,
    pause,
    random,
    onProgress,
  });
  const dispatcher = createDispatcher({
    run: delivery.run,
    async pauseAfter(error, attempt, signal) {
      const delay = nextDeliveryDelay({ attempt }, random());
      onProgress({ kind: "failed", failure: { kind: "retry", message: `delivery stopped: ${String(error)}` }, delay });
      await pause.hold(delay, signal);
    },
  });
  const stopWatching = journal.onChange(() => {
    dispatcher.wake();
    delivery.wake();
  });

  return {
    retryNow: pause.end,
    async sendAgain(places) {
      const records = await rejectedFile.wish(places);
      dispatcher.wake();
      pause.end();
      return records;
    },
    status: () => ({ ...status, waiting: waiting.read() }),
    testConnection: () => central.test(closing.signal),
    async close() {
      stopWatching();
      closing.abort();
      await dispatcher.close();
      await cursor.flush().catch((error: unknown) => log(`central: the cursor was not saved: ${String(error)}`));
    },
  };
}

/** Where delivery goes on. Without a cursor the settings decide; a damaged one begins at the oldest, since central removes duplicates. */
async function findStart({ journal, cursor, start, settings, now, log }: DeliveryOptions): Promise<Position> {
  const saved = cursor.load();
  if (saved) return saved;
  if (cursor.origin() === "damaged") log("central: the cursor is damaged; everything that is kept is sent again");
  const begin = cursor.origin() === "damaged" ? journal.oldest() : await findFirst(journal, settings.sendFrom, now());
  cursor.save(begin);
  start?.save(begin);
  await start?.flush().catch(() => {});
  await cursor.flush().catch(() => {}); // else a crash before the first delivery would make "now" a later one
  return begin;
}

const WEEK = 7 * 24 * 3_600_000;

async function findFirst(journal: Journal, sendFrom: Settings["central"]["sendFrom"], now: number): Promise<Position> {
  if (sendFrom === "all") return journal.oldest();
  return sendFrom === "7d" ? journal.positionAt(now - WEEK) : journal.end();
}
