import { createJournal } from "../journal/create-journal.ts";
import type { Journal, JournalOptions } from "../journal/types.ts";
import { followJournal } from "./follow-journal.ts";
import { openIdIndex } from "./id-index.ts";
import { createRecordStore } from "./record-store.ts";
import type { RecordStore } from "./record-store.ts";

export interface StoreOptions extends Omit<JournalOptions, "log"> {
  /** Where the ids are kept. May be deleted: they are read from the journal then. */
  indexFile: string;
  /** Milliseconds for which an id is remembered; as long as its line is kept, unless told otherwise. */
  memory?: number;
  log: (message: string) => void;
}

export interface OpenStore {
  journal: Journal;
  store: RecordStore;
  close(): Promise<void>;
}

/** A journal, and over it the store that knows every id in it. Rejects where it cannot be read, or another process has it. */
export async function openStore({ indexFile, memory, ...options }: StoreOptions): Promise<OpenStore> {
  const { directory, now, log } = options;
  const journal = await createJournal(options);
  try {
    const { cause } = journal.status();
    if (cause !== undefined) throw new Error(`${directory} cannot be read (${cause}): what is stored there is not known`);
    const index = openIdIndex(indexFile, log);
    const remembered = async () => (memory === undefined ? journal.oldest() : journal.positionAt(now() - memory));
    await followJournal(index, { journal, oldest: await remembered(), log });
    const store = createRecordStore({ journal, index, oldest: async () => (await remembered()).segment, log });
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
