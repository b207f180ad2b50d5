import { nextDeliveryDelay, nextHeldDelay, nextMisconfiguredDelay } from "../../shared/retry-delay.ts";
import type { Position, ReadableJournal } from "../journal/types.ts";
import type { Destination, Dropped, Failure, Refusal, Settled } from "./destination.ts";
import type { Pause } from "./pause.ts";
import { readOutgoing } from "./read-outgoing.ts";
import type { OutgoingRecord } from "./read-outgoing.ts";
import type { RejectedFile } from "./rejected-file.ts";

export interface JournalDeliveryOptions {
  journal: ReadableJournal;
  /** Where reading begins. */
  from: Position;
  /** Everything before this place is settled. */
  saveCursor: (position: Position) => void;
  destination: Destination;
  /** Whether a record is for this destination; all are unless told otherwise. */
  accepts?: (record: OutgoingRecord) => boolean;
  rejectedFile: RejectedFile;
  pause: Pause;
  random: () => number;
  onProgress: (progress: Progress) => void;
}

/** What has happened: `held` is how many refused records are held after it, `delay` in milliseconds. */
export type Progress =
  | { kind: "settled"; delivered: number; rejected: number; held: number; dropped?: Dropped }
  /** `skipped` lines of those read cannot be sent, `passed` are for others. */
  | { kind: "read"; skipped: number; passed: number }
  /** A rejected record was sent again; it is refused again, or no longer there, when it was not taken. */
  | { kind: "sentAgain"; isTaken: boolean }
  | { kind: "failed"; failure: Failure; delay: number }
  | { kind: "holding"; refusal: Refusal; held: number; isMisconfigured: boolean; delay: number }
  | { kind: "end"; position: Position; held: number };

export interface JournalDelivery {
  /** Delivers until nothing is left. Rejects when the journal cannot be read or a rejected record not be kept; may then be run again. */
  run(signal: AbortSignal): Promise<void>;
  /** There are new records: held ones need not be waited for. */
  wake(): void;
}

const WINDOW = { lines: 500, bytes: 1024 * 1024 };
/** So many different records refused in a row are no longer the records' fault (spec section 4). */
const TOO_MANY_HELD = 5;

/**
 * Sends a journal's records in order, at least once each. A refused record is held until the destination has taken another; then it is
 * sent once more, and put aside if it is refused again. The cursor never passes a held record, so a crash forgets nothing.
 */
export function createJournalDelivery(options: JournalDeliveryOptions): JournalDelivery {
  const { journal, destination, accepts = () => true, rejectedFile, pause, random, onProgress } = options;
  let readTo = options.from;
  let window: OutgoingRecord[] = []; // read, not yet sent
  const held: Position[] = []; // refused once, all before the window; places only, since a year of refusals must fit
  let owed = 0; // how many of the first held ones are sent once more, now that another was taken
  let turn = 0;
  let isWakeable = false;
  let lastRefusal: Refusal;

  const saveCursor = (): void => options.saveCursor(held[0] ?? window[0]?.at ?? readTo);

  /** False when there is no record that was not sent before. */
  async function fillWindow(): Promise<boolean> {
    while (window.length === 0) {
      const lines = await journal.read(readTo, WINDOW);
      const last = lines.at(-1);
      if (last === undefined) {
        onProgress({ kind: "end", position: readTo, held: held.length });
        return false;
      }
      readTo = last.next;
      const records = lines.flatMap((line) => readOutgoing(line) ?? []);
      window = records.filter(accepts);
      onProgress({ kind: "read", skipped: lines.length - records.length, passed: records.length - window.length });
      saveCursor();
    }
    return true;
  }

  /** Sends the same records until there is an answer for the first of them. */
  async function sendUntilSettled(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<Settled> {
    for (let attempt = 1; ; attempt++) {
      const result = await destination.send(records, signal);
      if (result.kind === "settled") return result;
      const delay =
        result.kind === "misconfigured" ? nextMisconfiguredDelay(random()) : nextDeliveryDelay({ ...result, attempt }, random());
      onProgress({ kind: "failed", failure: result, delay });
      await pause.hold(delay, signal);
      signal.throwIfAborted();
    }
  }

  async function sendNew(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<void> {
    const { outcomes, dropped } = await sendUntilSettled(records, signal);
    let delivered = 0;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind === "delivered") delivered++;
      else {
        held.push(records[index]!.at);
        lastRefusal = outcome;
      }
    }
    window = window.slice(outcomes.length);
    if (delivered > 0) owed = held.length;
    saveCursor();
    onProgress({ ...settled(delivered, dropped), held: held.length });
  }

  /** Undefined when retention has deleted the record: the journal counts that loss. */
  async function readHeld(at: Position): Promise<OutgoingRecord | undefined> {
    const [line] = await journal.read(at, { lines: 1, bytes: WINDOW.bytes });
    return line?.at.segment === at.segment && line.at.offset === at.offset ? readOutgoing(line) : undefined;
  }

  /** Sends a held record again. Refused, it stays held, or is put aside when `isFinal`. True when it was taken. */
  async function sendHeld({ index, isFinal }: { index: number; isFinal: boolean }, signal: AbortSignal): Promise<boolean> {
    const record = await readHeld(held[index]!);
    const { outcomes: [outcome], dropped } = record ? await sendUntilSettled([record], signal) : NOTHING; // prettier-ignore
    if (outcome?.kind === "refused") {
      lastRefusal = outcome;
      if (!isFinal) return false;
      await rejectedFile.append({ text: record!.text, at: record!.at, ...outcome });
    }
    held.splice(index, 1);
    saveCursor();
    const isTaken = outcome?.kind === "delivered";
    const rejected = outcome?.kind === "refused" ? 1 : 0;
    onProgress({ ...settled(isTaken ? 1 : 0, dropped), rejected, held: held.length });
    return isTaken;
  }

  /** Sends a rejected record again, since somebody wishes it. Refused, it is put aside anew, with the new words. */
  async function sendAgain(place: Position, signal: AbortSignal): Promise<void> {
    const record = await readHeld(place);
    const { outcomes: [outcome] } = record ? await sendUntilSettled([record], signal) : NOTHING; // prettier-ignore
    if (outcome?.kind === "refused") await rejectedFile.append({ text: record!.text, at: place, ...outcome });
    else await rejectedFile.settle(place);
    const isTaken = outcome?.kind === "delivered";
    if (isTaken) owed = held.length;
    onProgress({ kind: "sentAgain", isTaken });
  }

  /** Finds out whether the destination takes anything by now: the oldest (so that order is kept), then the next in turn. */
  async function probe(signal: AbortSignal): Promise<void> {
    const delay = nextHeldDelay(random());
    const isMisconfigured = held.length >= TOO_MANY_HELD;
    onProgress({ kind: "holding", refusal: lastRefusal, held: held.length, isMisconfigured, delay });
    isWakeable = !isMisconfigured;
    await pause.hold(delay, signal);
    isWakeable = false;
    signal.throwIfAborted();
    if (!isMisconfigured && (await fillWindow())) return;
    if (await sendHeld({ index: 0, isFinal: false }, signal)) owed = held.length;
    else if (await fillWindow()) await sendNew(window.slice(0, 1), signal);
    else if (held.length > 1) {
      turn = 1 + (turn % (held.length - 1));
      if (await sendHeld({ index: turn, isFinal: false }, signal)) owed = held.length;
    }
  }

  return {
    async run(signal) {
      while (!signal.aborted) {
        const wish = await rejectedFile.nextWish();
        if (wish) await sendAgain(wish, signal);
        else if (owed > 0) {
          await sendHeld({ index: 0, isFinal: true }, signal);
          owed--;
        } else if (held.length < TOO_MANY_HELD && (await fillWindow())) await sendNew(window, signal);
        else if (held.length > 0) await probe(signal);
        else return;
      }
    },
    wake() {
      if (isWakeable) pause.end();
    },
  };
}

const NOTHING: Settled = { kind: "settled", outcomes: [] };

/** `taken`: so many count as delivered, those among them that the destination has dropped. */
function settled(taken: number, dropped: Dropped | undefined) {
  return { kind: "settled", delivered: taken - (dropped?.count ?? 0), rejected: 0, ...(dropped && { dropped }) } as const;
}
