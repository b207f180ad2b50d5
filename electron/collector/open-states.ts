import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseObject } from "../../shared/parse-object.ts";
import { MAX_BATCH } from "../../shared/record.ts";
import type { Settings } from "../../shared/settings.ts";
import { PLAYING_PATH } from "../../shared/room/playing.ts";
import { readStateLine, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { Journal } from "../journal/types.ts";
import type { KeyOf } from "./follow-journal.ts";
import { openStore } from "./open-store.ts";
import type { StoreOptions } from "./open-store.ts";
import type { CollectorPart, Route } from "./routes.ts";
import { createTakeLines } from "./take-lines.ts";
import { createPlayWatch } from "./watch-playing.ts";
import type { PlayWatch } from "./watch-playing.ts";

export interface StatesOptions extends Pick<StoreOptions, "quarantineDirectory" | "now" | "log"> {
  dataDir: string;
  limits: Settings["logs"];
  /** Who watches streams is to say so now. */
  askForSigns: () => void;
}

/** 400 days of 200 PCs with 64 streams each take half of it: of twenty 2 MB a day, compressed. */
const MOST_MEGABYTES = 16 * 1024;
/** What a PC sends twice (after a crash, or with an answer that was lost) it sends at once; a line that stands there twice says no more than once. */
const MEMORY = 7 * 86_400_000;

export interface OpenStates extends CollectorPart {
  watch: PlayWatch;
  close(): Promise<void>;
}

/** What the PCs of a room see of their streams: their state journals, each line with the PC that wrote it. */
export async function openStates({ dataDir, limits, askForSigns, ...options }: StatesOptions): Promise<OpenStates> {
  const { maxFileMegabytes, compressAfterDays, stateRetentionDays: retentionDays } = limits;
  const { journal, store, close } = await openStore({
    ...options,
    directory: join(dataDir, "logs", "states"),
    indexFile: join(dataDir, "states.sqlite"),
    memory: MEMORY,
    keyOf,
    isGuarded: true, // who has the records' journal has this one
    limits: () => ({ maxFileMegabytes, compressAfterDays, retentionDays, maxTotalMegabytes: MOST_MEGABYTES, minFreeMegabytes: 0 }),
  });
  const { now } = options;
  const watch = createPlayWatch();
  const note = (clientId: string, value: unknown): void => {
    const line = readStateLine(value);
    if (line) watch.note(clientId, line, now());
  };
  recallStates(journal, { from: now() - RECALLED, note }).catch((error: unknown) =>
    options.log(`states of earlier runs cannot be read: ${String(error)}`),
  );
  const answer = createTakeLines({
    store,
    isOurs: (line) => readStateLine(line) !== undefined,
    keyOf,
    onTaken: (clientId, lines) => lines.forEach((line) => note(clientId, line)),
  });
  const route = { method: "POST", path: "/api/v1/states", accepts: "application/x-ndjson", maxBytes: MAX_BATCH.bytes } as const;
  const playing: Route = {
    method: "GET",
    path: `/api/v1${PLAYING_PATH}`,
    isForPcs: true,
    answer(_query, { clientId }) {
      askForSigns(); // for its next question, in a few seconds
      return { status: 200, body: watch.read(clientId, now()) };
    },
  };
  return { feature: "states", routes: [{ ...route, isForPcs: true, answer }, playing], watch, close };
}

/** What holds a page says again once an hour; its signs of life come by themselves. Milliseconds. */
const RECALLED = RESTATE_INTERVAL + 180_000;
const WINDOW = { lines: 1_000, bytes: 1024 * 1024 };

async function recallStates(
  journal: Pick<Journal, "positionAt" | "read">,
  { from, note }: { from: number; note: (clientId: string, line: unknown) => void },
): Promise<void> {
  let at = await journal.positionAt(from);
  for (let lines = await journal.read(at, WINDOW); lines.length > 0; lines = await journal.read(at, WINDOW)) {
    at = lines.at(-1)!.next;
    for (const { text } of lines) {
      const line = parseObject(text);
      if (typeof line?.clientId === "string") note(line.clientId, line);
    }
  }
}

/** A host says what it does to a server before it does it, and under the same id what came of it: both are to stand there, each once. */
const keyOf: KeyOf = ({ id, event, outcome }) => {
  if (event !== "recovery" || outcome === "given_up") return id;
  return createHash("sha256")
    .update(`${id.toLowerCase()} ${String(outcome)}`)
    .digest("hex")
    .slice(0, 32);
};
