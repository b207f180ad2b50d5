/** A process that does nothing but deliver a journal: `node delivery-process.ts DIRECTORY URL`. Made to be killed. */
import { join } from "node:path";
import { createDelivery } from "../../../electron/delivery/create-delivery.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { createJournal } from "../../../electron/journal/create-journal.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import "../../support/keep-compiled.ts";

const [directory, url] = process.argv.slice(2) as [string, string];

const journal = await createJournal({
  directory: join(directory, "logs", "mediamtx_errors"),
  quarantineDirectory: join(directory, "logs", "quarantine"),
  limits: () => DEFAULT_SETTINGS.logs,
  now: Date.now,
});
await createDelivery({
  journal,
  cursor: createCursor({ directory: join(directory, "cursors"), name: "central" }),
  settings: { url, sendFrom: "all" },
  identity: { version: "0.1.0", clientId: "0197a000-0000-7000-8000-000000000001" },
  directory,
  sendRequest: createUndiciTransport().sendRequest,
  now: Date.now,
  random: Math.random,
  log: () => {},
  onChange: () => {},
});
