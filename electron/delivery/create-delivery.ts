import { join } from "node:path";
import type { Settings } from "../../shared/settings.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Position, ReadableJournal } from "../journal/types.ts";
import { isTokenInClear } from "./central-client.ts";
import { createCentralConnection } from "./central-connection.ts";
import type { CentralConnection } from "./central-connection.ts";
import { createCentral } from "./central.ts";
import { createDestinationDelivery } from "./create-destination-delivery.ts";
import type { DestinationDelivery } from "./create-destination-delivery.ts";
import { findPlace } from "./find-place.ts";
import { loadFormMemory } from "./form-memory.ts";
import type { Wait } from "./pause.ts";
import type { SendRequest } from "./types.ts";

export interface DeliveryOptions {
  journal: ReadableJournal;
  cursor: Pick<Cursor, "load" | "origin" | "save" | "flush">;
  /** As findPlace says. */
  start?: Pick<Cursor, "load" | "save" | "flush">;
  settings: { url: string; token?: string; sendFrom: Settings["central"]["sendFrom"] };
  /** To the address of the settings, where others use it too; else it has one of its own. */
  connection?: CentralConnection;
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

/** Delivers a journal to central from its cursor on, as long as it is not closed. Another may then go on from the same cursor. */
export async function createDelivery(options: DeliveryOptions): Promise<DestinationDelivery> {
  const { settings, identity, directory, now, log } = options;
  if (isTokenInClear(settings.url, settings.token)) log("central: the token goes over plain http to another machine; use https");
  const from = await findStart(options);
  const file = join(directory, "cursors", "central-forms.json");
  const forms = await loadFormMemory({ file, url: settings.url, version: identity.version, now });
  const { client, announcement } = options.connection ?? createCentralConnection({ ...options, ...settings });
  return createDestinationDelivery({
    ...options,
    name: "central",
    from,
    destination: createCentral(client, announcement, forms),
    rejectedDirectory: join(directory, "logs", "rejected"),
  });
}

/** Without a cursor it begins where it began once; the first time the settings decide. */
async function findStart({ journal, cursor, start, settings, now, log }: DeliveryOptions): Promise<Position> {
  return findPlace({
    journal,
    cursor,
    ...(start && { start }),
    findFirst: () => findFirst(journal, settings.sendFrom, now()),
    onFirst(begin) {
      if (cursor.origin() === "damaged") log("central: the cursor is damaged; everything that is kept is sent again");
      else log(`central: there is no cursor; it begins at ${begin.segment}, byte ${begin.offset} (central.sendFrom: ${settings.sendFrom})`);
    },
  });
}

const WEEK = 7 * 24 * 3_600_000;

/** Where a first delivery begins. */
export async function findFirst(journal: ReadableJournal, sendFrom: Settings["central"]["sendFrom"], now: number): Promise<Position> {
  if (sendFrom === "all") return journal.oldest();
  return sendFrom === "7d" ? journal.positionAt(now - WEEK) : journal.end();
}
