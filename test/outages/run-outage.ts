import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createDelivery } from "../../electron/delivery/create-delivery.ts";
import type { DestinationDelivery } from "../../electron/delivery/create-destination-delivery.ts";
import { createUndiciTransport } from "../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../electron/journal/create-cursor.ts";
import { createJournal } from "../../electron/journal/create-journal.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { createSeededRandom } from "../torture/seeded-random.ts";
import { openCentralStore } from "./central-stores.ts";
import type { OutageEvidence } from "./judge-outage.ts";
import { makeOutageRecords } from "./make-outage-records.ts";
import type { CentralName, OutageKind } from "./outage-kinds.ts";
import { startFront } from "./start-front.ts";

export interface OutageOptions {
  kind: OutageKind;
  central: CentralName;
  records: number;
  /** Files of client and collector; is there. */
  directory: string;
  seed: number;
}

/** Half an hour before a day ends, here as at the collector. */
const BEGIN = new Date(2026, 2, 14, 23, 30).getTime();
/** Some twenty records: the order must hold over any number of files. */
const SMALL_FILES = { ...DEFAULT_SETTINGS.logs, maxFileMegabytes: 0.02 };
const WAITS_TO_RESTART = 7;
/** Nothing delivered and nothing tried for so long: it is stuck. Milliseconds. */
const PATIENCE = 60_000;
/** In place of the 30 s of a request that is never answered. */
const SHORT_TIMEOUT = 20;
/** In so many waits of an outage the last fifth of the records comes. */
const ARRIVALS = 20;

/**
 * A real journal and delivery before a real HTTP server through one outage, to the end. The clock is moved by the delivery's own waits
 * alone. Three fifths of the records are there before, one fifth comes when the outage has begun, one while it lasts. Rejects when it is stuck.
 */
export async function runOutage({ kind, central, records, directory, seed }: OutageOptions): Promise<OutageEvidence> {
  const begun = performance.now();
  let time = BEGIN;
  const now = () => time;
  const { lines, ids, spoilt } = makeOutageRecords(records, kind.spoil);
  const store = await openCentralStore(central, join(directory, "collector"));
  const front = await startFront({ kind, store, beginAfter: Math.floor(records * 0.3), now });
  const dataDir = join(directory, "client");
  const journal = await createJournal({
    directory: join(dataDir, "logs", "mediamtx_errors"),
    quarantineDirectory: join(dataDir, "logs", "quarantine"),
    limits: () => SMALL_FILES,
    now,
  });
  const transport = createUndiciTransport();
  const states = new Set<string>();
  let requests = 0;
  const done = Promise.withResolvers<void>();
  let patience = setTimeout(() => {}, 0);
  let [appended, written] = [0, 0];
  let [settledBefore, waits] = [0, 0];
  let delivery: DestinationDelivery | undefined;
  let restarted: Promise<void> | undefined;

  async function append(count: number): Promise<void> {
    const next = lines.slice(appended, appended + count);
    appended += next.length;
    if (next.length > 0) await journal.append(next);
    written += next.length;
    noteProgress(); // it may have been delivered before we were told that it is written
  }

  const noteProgress = (): void => {
    if (!delivery) return;
    const { state, delivered, rejected, waiting, held } = delivery.status();
    states.add(state);
    clearTimeout(patience);
    patience = setTimeout(() => done.reject(new Error(`nothing has moved for ${PATIENCE / 1_000} s`)), PATIENCE);
    // What stands behind a held record is sent again after a restart: only together these say that all is done.
    const isSettled = settledBefore + delivered + rejected >= records && waiting + held === 0;
    if (state === "idle" && isSettled && written === records) done.resolve();
  };

  async function restart(): Promise<void> {
    const { delivered, rejected } = delivery!.status();
    await delivery!.close();
    settledBefore += delivered + rejected;
    delivery = await openDelivery();
  }

  const openDelivery = (): Promise<DestinationDelivery> =>
    createDelivery({
      journal,
      cursor: createCursor({ directory: join(dataDir, "cursors"), name: "central" }),
      settings: { url: front.url, sendFrom: "all" },
      identity: { version: "0.1.0", clientId: "0197a000-0000-7000-8000-000000000001" },
      directory: dataDir,
      async sendRequest(request) {
        if (front.isOut()) requests++;
        const timeout = front.isOut() && kind.isSilent ? SHORT_TIMEOUT : request.timeout;
        return transport.sendRequest({ ...request, timeout });
      },
      now,
      random: createSeededRandom(seed),
      async wait(milliseconds, signal) {
        if (front.isOut()) await append(Math.ceil((records - appended) / ARRIVALS) || 1);
        await nextTurn();
        if (kind.restarts && front.isOut() && ++waits % WAITS_TO_RESTART === 0) restarted = restart();
        if (signal.aborted) return;
        time += milliseconds;
        await front.noteTime();
        if (!front.isOut()) await append(records);
      },
      log: () => {},
      onChange: noteProgress,
    });
  delivery = await openDelivery();
  try {
    await append(Math.floor(records * 0.6));
    await front.begun;
    await append(Math.floor(records * 0.2));
    if (kind.lasts === "the whole run") await append(records);
    await done.promise;
  } finally {
    clearTimeout(patience);
    await restarted;
    await delivery.close();
    await transport.close();
    await journal.close();
    await front.close();
    await store.close();
  }
  const { waiting, held, skipped = 0 } = delivery.status();
  return {
    kind,
    central,
    ids,
    spoilt,
    stored: store.readIds(),
    rejected: readRejected(join(dataDir, "logs", "rejected")),
    left: waiting + held,
    skipped,
    states,
    requests,
    lostAnswers: front.lostAnswers(),
    seconds: (performance.now() - begun) / 1_000,
  };
}

function readRejected(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const lines = names.flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
  return lines.map((line) => (JSON.parse(line) as { record: { id: string } }).record.id);
}
