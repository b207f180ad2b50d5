import { join } from "node:path";
import type { CentralFeature } from "../../shared/central-features.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Position, ReadableJournal } from "../journal/types.ts";
import type { CentralAccess } from "./central-access.ts";
import { createCentralBatch } from "./central-batch.ts";
import type { BatchCall } from "./central-batch.ts";
import type { CentralConnection } from "./central-connection.ts";
import { createDestinationDelivery } from "./create-destination-delivery.ts";
import { createLink } from "./create-link.ts";
import type { Link } from "./create-link.ts";
import type { Destination } from "./destination.ts";
import { findPlace } from "./find-place.ts";
import type { JournalDeliveryOptions } from "./deliver-journal.ts";
import type { Wait } from "./pause.ts";

export interface LinesLinkOptions extends Pick<JournalDeliveryOptions, "accepts"> {
  /** Delivered as long as central announces it. */
  feature: Exclude<CentralFeature, "batch" | "heartbeat">;
  access: Pick<CentralAccess, "connection" | "features" | "onChange">;
  journal: ReadableJournal;
  /** How far central has it. */
  cursor: Cursor;
  /** As findPlace says. */
  start?: Cursor;
  /** Where the first delivery begins. */
  findFirst: () => Position | Promise<Position>;
  /** The data dir: what central refuses goes to `logs/rejected_FEATURE/`. */
  directory: string;
  now: () => number;
  random: () => number;
  log: (message: string) => void;
  /** The status has changed. */
  onChange: () => void;
  wait?: Wait;
}

/** A journal beside that of the failures on its way to a central that announces it; off where none does. */
export interface LinesLink extends Omit<Link<void>, "configure"> {
  /** Delivers everything again from where a first delivery would begin. Resolves when a restart does so, too. */
  beginAnew(): Promise<void>;
}

export function createLinesLink(options: LinesLinkOptions): LinesLink {
  const { feature, access, journal, cursor, start, findFirst, directory, log } = options;
  /** How often it has begun anew. */
  let round = 0;
  let isAnew = false;
  const link = createLink<void>({
    async plan() {
      const connection = access.connection();
      if (!connection || !access.features()[feature]) return undefined;
      return {
        key: `${connection.key} ${round}`,
        start: async () =>
          createDestinationDelivery({
            ...options,
            name: feature,
            from: await findBegin(),
            destination: createLinesDestination(connection, { feature, path: `/${feature}`, least: 1 }),
            rejectedDirectory: join(directory, "logs", `rejected_${feature}`),
          }),
      };
    },
    onChange: options.onChange,
  });

  async function findBegin(): Promise<Position> {
    const begin = await findPlace({ journal, cursor, ...(start && { start }), findFirst, isAnew });
    isAnew = false;
    return begin;
  }

  const configure = (): void => void link.configure().catch((error: unknown) => log(`${feature}: ${String(error)}`));
  const stopListening = access.onChange(configure);
  configure();
  return {
    ...link,
    async beginAnew() {
      isAnew = true;
      round += 1;
      await link.configure();
      if (isAnew) await findBegin(); // nothing is delivered at present
    },
    async close() {
      stopListening();
      await link.close();
    },
  };
}

function createLinesDestination({ client, announcement }: CentralConnection, call: BatchCall): Destination {
  const batch = createCentralBatch(client, announcement, call);
  return {
    async send(records, signal) {
      const result = await batch.send(records, signal);
      return result ?? { kind: "retry", message: `central no longer takes ${call.feature}` };
    },
  };
}
