import { ageOf } from "../../shared/age-of.ts";
import { createJournal } from "../journal/create-journal.ts";
import type { Journal, JournalOptions, Position } from "../journal/types.ts";
import { followJournal, keyById } from "./follow-journal.ts";
import type { FollowOptions, KeyOf } from "./follow-journal.ts";
import { IN_MEMORY, isRefusal, openIdIndex } from "./id-index.ts";
import type { IdIndex } from "./id-index.ts";
import { createRecordStore } from "./record-store.ts";
import type { RecordStore } from "./record-store.ts";

export interface StoreOptions extends Omit<JournalOptions, "log"> {
  /** Where the ids are kept. May be deleted: they are read from the journal then. */
  indexFile: string;
  /** Milliseconds for which an id is remembered; as long as its line is kept, unless told otherwise. */
  memory?: number;
  keyOf?: KeyOf;
  log: (message: string) => void;
}

export interface OpenStore {
  journal: Journal;
  store: RecordStore;
  close(): Promise<void>;
}

/** A journal, and over it the store that knows every id in it. Rejects where it cannot be read, or another process has it. */
export async function openStore({ indexFile, memory, keyOf = keyById, ...options }: StoreOptions): Promise<OpenStore> {
  const { directory, now, log } = options;
  const journal = await createJournal(options);
  try {
    const { cause } = journal.status();
    if (cause !== undefined) throw new Error(`${directory} cannot be read (${cause}): what is stored there is not known`);
    const oldest = memory === undefined ? async () => journal.oldest() : findSeldom(() => journal.positionAt(now() - memory), now);
    const index = await openIndex(indexFile, { journal, keyOf, oldest: await oldest(), log });
    const store = createRecordStore({ journal, index, oldest: async () => (await oldest()).segment, log });
    const close = async (): Promise<void> => {
      store.close();
      index.close();
      await journal.close();
    };
    return { journal, store, close };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** At the journal's end. On a disk that refuses it for now it is in memory until the next start: what is stored must be known all the same. */
async function openIndex(file: string, options: FollowOptions): Promise<IdIndex> {
  let index: IdIndex | undefined;
  try {
    index = openIdIndex(file, options.log);
    await followJournal(index, options);
    return index;
  } catch (error) {
    index?.close();
    if (file === IN_MEMORY || !isRefusal(error)) throw error;
    options.log(`index of ids: ${(error as Error).message}; until the next start it is in memory`);
    return openIndex(IN_MEMORY, options);
  }
}

/** To find a time reads half a day's file: at a hundred PCs some 200 MB, and the index asks every two seconds. Milliseconds. */
const FIND_AGAIN = 3_600_000;

function findSeldom(find: () => Promise<Position>, now: () => number): () => Promise<Position> {
  let found: { position: Position; at: number } | undefined;
  return async () => {
    if (!found || ageOf(found.at, now()) >= FIND_AGAIN) found = { position: await find(), at: now() };
    return found.position;
  };
}
