import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { createDelivery } from "../../../electron/delivery/create-delivery.ts";
import type { DeliveryOptions } from "../../../electron/delivery/create-delivery.ts";
import type { DestinationDelivery } from "../../../electron/delivery/create-destination-delivery.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { createJournal } from "../../../electron/journal/create-journal.ts";
import type { Journal } from "../../../electron/journal/types.ts";
import type { DeliveryStatus } from "../../../shared/host-status.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

/** One PC: a real journal, cursor and transport, and a clock that only the delivery's own waits move on. */
export interface TestDesk {
  directory: string;
  journal: Journal;
  /** Length of each wait so far, in milliseconds. */
  waits: number[];
  now(): number;
  /** Called when a wait begins; the wait is over when it resolves, or when it is ended from outside. */
  onWait(action: (count: number) => void | Promise<void>): void;
  append(records: readonly object[]): Promise<void>;
  /** A delivery as after a start of the app: cursor and forms are read from disk. */
  start(change: Partial<DeliveryOptions> & Pick<DeliveryOptions, "settings">): Promise<DestinationDelivery>;
  /** Resolves with the first status of a delivery that is as wanted. */
  reachStatus(delivery: DestinationDelivery, isWanted: (status: DeliveryStatus) => boolean): Promise<DeliveryStatus>;
}

export async function openTestDesk(): Promise<TestDesk> {
  const directory = makeTempDir();
  let time = Date.parse("2026-11-23T12:00:00Z");
  const now = () => time;
  const journal = await createJournal({
    directory: join(directory, "logs", "mediamtx_errors"),
    quarantineDirectory: join(directory, "logs", "quarantine"),
    limits: () => DEFAULT_SETTINGS.logs,
    now,
  });
  const transport = createUndiciTransport();
  const waits: number[] = [];
  let onWait: (count: number) => void | Promise<void> = () => {};
  const opened: DestinationDelivery[] = [];
  const changes = new EventEmitter();

  onTestFinished(async () => {
    for (const delivery of opened) await delivery.close();
    await transport.close();
    await journal.close();
  });

  return {
    directory,
    journal,
    waits,
    now,
    onWait(action) {
      onWait = action;
    },
    append: (records) => journal.append(records.map((record) => JSON.stringify(record))),
    async start(change) {
      const delivery = await createDelivery({
        journal,
        cursor: createCursor({ directory: join(directory, "cursors"), name: "central" }),
        identity: { version: "0.1.0", clientId: "0197a000-0000-7000-8000-000000000001" },
        directory,
        sendRequest: transport.sendRequest,
        now,
        random: () => 0.5,
        async wait(milliseconds, signal) {
          waits.push(milliseconds);
          const ended = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
          await Promise.race([ended, Promise.resolve(onWait(waits.length)).then(() => nextTurn())]);
          if (!signal.aborted) time += milliseconds;
        },
        log: () => {},
        onChange: () => changes.emit("change"),
        ...change,
      });
      opened.push(delivery);
      return delivery;
    },
    async reachStatus(delivery, isWanted) {
      for (;;) {
        const status = delivery.status();
        if (isWanted(status)) return status;
        await once(changes, "change");
      }
    },
  };
}

export const allDelivered = (count: number) => (status: DeliveryStatus) => status.state === "idle" && status.delivered === count;
