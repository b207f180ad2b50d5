import type { DeliveryStatus } from "../../shared/host-status.ts";
import { nextDeliveryDelay } from "../../shared/retry-delay.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Position, ReadableJournal } from "../journal/types.ts";
import { createDispatcher } from "./create-dispatcher.ts";
import { createJournalDelivery } from "./deliver-journal.ts";
import type { JournalDeliveryOptions, Progress } from "./deliver-journal.ts";
import { INITIAL_STATUS, nextStatus } from "./delivery-status.ts";
import { createPause, waitForTimer } from "./pause.ts";
import type { Wait } from "./pause.ts";
import { createRejectedFile } from "./rejected-file.ts";
import { tidyRejected } from "./tidy-rejected.ts";
import { createWaitingCount } from "./waiting-count.ts";

export interface DestinationDeliveryOptions extends Pick<JournalDeliveryOptions, "destination" | "accepts"> {
  /** Begins its lines in the app's log: "central", "email". */
  name: string;
  journal: ReadableJournal;
  cursor: Pick<Cursor, "save" | "flush">;
  /** Where it goes on. */
  from: Position;
  /** Where what the destination never takes is put aside. */
  rejectedDirectory: string;
  now: () => number;
  random: () => number;
  log: (message: string) => void;
  /** The status has changed. Called as often as records are delivered. */
  onChange: () => void;
  wait?: Wait;
}

export interface DestinationDelivery {
  /** Ends the present wait, whatever it is for. */
  retryNow(): void;
  /** Sends rejected records again, before anything else; others are left alone. Resolves with their number when the wish is on disk. */
  sendAgain(places: readonly Position[]): Promise<number>;
  status(): DeliveryStatus;
  /** What was learned about the destination is found out anew. */
  learnAnew(): Promise<void>;
  /** Cuts off what is in flight (it is sent again next time) and keeps the place on disk. The journal must still be open. */
  close(): Promise<void>;
}

/** Milliseconds, as the journal's own maintenance. */
const TIDY_INTERVAL = 3_600_000;

/** Delivers a journal to a destination from a place on, as long as it is not closed. Another may then go on from the same cursor. */
export function createDestinationDelivery(options: DestinationDeliveryOptions): DestinationDelivery {
  const { name, journal, cursor, from, destination, accepts, rejectedDirectory, now, random, log, onChange } = options;
  const pause = createPause(options.wait ?? waitForTimer);
  const waiting = createWaitingCount(journal, from, onChange);
  let status = INITIAL_STATUS;

  const onProgress = (progress: Progress): void => {
    if (progress.kind === "settled") waiting.settle(progress.delivered + progress.rejected + (progress.dropped?.count ?? 0));
    if (progress.kind === "read") waiting.settle(progress.skipped + progress.passed);
    if (progress.kind === "end") waiting.reachEnd(progress.position, progress.held);
    const next = nextStatus(status, progress, now());
    logChange(status, next);
    status = next;
    onChange();
  };

  const logChange = (before: DeliveryStatus, { state, lastError, skipped = 0, rejected, dropped }: DeliveryStatus): void => {
    if (lastError !== undefined && state !== before.state) log(`${name}: ${state}: ${lastError}`);
    if (lastError === undefined && before.lastError !== undefined) log(`${name}: delivering again`);
    if (hasDoubled(before.skipped ?? 0, skipped)) log(`${name}: ${skipped} lines so far are damaged or have no id and are not sent`);
    if (dropped && dropped !== before.dropped)
      log(`${name}: ${dropped.count} records so far were dropped where they were sent to: ${dropped.reason}`);
    if (hasDoubled(before.rejected, rejected)) log(`${name}: ${rejected} records so far are rejected, see ${rejectedDirectory}`);
  };

  const tidy = (): void =>
    void tidyRejected({ directory: rejectedDirectory, journal, log: (message) => log(`${name}: ${message}`) }).catch((error: unknown) =>
      log(`${name}: ${rejectedDirectory} was not tidied: ${String(error)}`),
    );
  const rejectedFile = createRejectedFile(rejectedDirectory, now, tidy);
  const delivery = createJournalDelivery({
    journal,
    from,
    saveCursor: cursor.save,
    destination,
    ...(accepts && { accepts }),
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
  tidy();
  const hourly = setInterval(tidy, TIDY_INTERVAL).unref();
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
    async learnAnew() {
      await destination.learnAnew?.();
    },
    async close() {
      clearInterval(hourly);
      stopWatching();
      await dispatcher.close();
      await cursor.flush().catch((error: unknown) => log(`${name}: the cursor was not saved: ${String(error)}`));
    },
  };
}

/** Said at 1, 2, 4, 8: a destination that refuses thousands does not fill the log with that. */
function hasDoubled(before: number, after: number): boolean {
  return Math.floor(Math.log2(after)) > Math.floor(Math.log2(before));
}
