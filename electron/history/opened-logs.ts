import { open, readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { makeDirectory } from "../journal/make-directory.ts";
import { UUID_PATTERN } from "../../shared/uuid-v7.ts";
import { apiError } from "../api-error.ts";
import { readDiskSpace } from "../journal/disk-space.ts";
import { isShort } from "../journal/plan-retention.ts";
import type { JournalLimits } from "../journal/types.ts";

/** A part of a log file of another PC, whose contents a page sends because it knows no path. */
export interface OpenedPart {
  /** Of what is opened together, chosen by the page. */
  id: string;
  /** Of the file, as the page knows it; only its letters, digits and a few signs are kept. */
  name: string;
  /** Bytes of this file that were sent before. */
  offset: number;
  bytes: Uint8Array;
}

/** Log files whose contents were sent, kept for as long as they are open. */
export interface OpenedLogs {
  /** Answers with the folder that holds them. Refuses what is no log (`invalid_input`), and what there is no room for (`unavailable`). */
  write(part: OpenedPart): Promise<{ path: string }>;
  /** They are not to be opened after all; a part that is still on its way is refused. */
  discard(id: string): Promise<void>;
  /** Whether a path is that of contents which were sent. */
  isSent(path: string): boolean;
  /** Nobody needs them any more. A path of something else is left alone. */
  remove(path: string): Promise<void>;
  /** Those of an earlier run. */
  clear(): Promise<void>;
}

export interface OpenedLogsOptions {
  dataDir: string;
  limits: () => JournalLimits;
}

/** All of them together, in bytes. When more come, those that were opened first go. */
const MOST_BYTES = 8 * 1024 * 1024 * 1024;
const MOST_FILES = 10_000;
const LONGEST_NAME = 120;

export function createOpenedLogs({ dataDir, limits }: OpenedLogsOptions): OpenedLogs {
  const directory = join(dataDir, "index", "opened");
  /** Bytes and files of each, the oldest first. */
  const kept = new Map<string, { bytes: number; files: number }>();

  const discarded = new Set<string>();
  const isSent = (path: string): boolean => dirname(path) === directory && UUID_PATTERN.test(basename(path));

  function refuseDiscarded(id: string): void {
    if (discarded.has(id)) throw apiError("cancelled", "these files are no longer wanted");
  }

  async function forget(id: string): Promise<void> {
    kept.delete(id);
    await rm(join(directory, id), { recursive: true, force: true });
  }

  async function makeRoom(id: string, bytes: number): Promise<void> {
    const total = () => [...kept.values()].reduce((sum, each) => sum + each.bytes, bytes);
    for (const other of kept.keys()) if (other !== id && total() > MOST_BYTES) await forget(other);
    const { free, capacity } = await readDiskSpace(directory);
    if (total() <= MOST_BYTES && !isShort({ free: free - bytes, capacity }, limits())) return;
    await forget(id);
    throw apiError("unavailable", "there is not enough room for these files on this PC's disk");
  }

  return {
    async write({ id, name, offset, bytes }) {
      const fileName = tidyName(name);
      if (!UUID_PATTERN.test(id)) throw apiError("invalid_input", "the id is no UUID");
      if (fileName === undefined) throw apiError("invalid_input", "only .jsonl and .jsonl.gz files are logs");
      refuseDiscarded(id);
      const folder = join(directory, id);
      await makeDirectory(folder);
      await makeRoom(id, bytes.length);
      const present = kept.get(id) ?? { bytes: 0, files: 0 };
      if (offset === 0 && present.files >= MOST_FILES) throw apiError("invalid_input", `more than ${MOST_FILES} files`);
      await append(join(folder, fileName), offset, bytes);
      kept.set(id, { bytes: present.bytes + bytes.length, files: present.files + Number(offset === 0) });
      if (discarded.has(id)) await forget(id);
      refuseDiscarded(id);
      return { path: folder };
    },
    async discard(id) {
      if (!UUID_PATTERN.test(id)) throw apiError("invalid_input", "the id is no UUID");
      discarded.add(id);
      await forget(id);
    },
    isSent,
    async remove(path) {
      if (isSent(path)) await forget(basename(path));
    },
    async clear() {
      for (const name of await readdir(directory).catch(() => [])) await rm(join(directory, name), { recursive: true, force: true });
    },
  };
}

/** A name that any system takes, in no other folder; undefined for what is no log. */
function tidyName(name: string): string | undefined {
  const [, stem = "", end] = /^(.+)(\.jsonl(?:\.gz)?)$/s.exec(name) ?? [];
  if (end === undefined) return undefined;
  const tidy = stem.replaceAll(/[^\p{L}\p{N} ._()+,~@=-]/gu, "_").slice(-LONGEST_NAME);
  // Windows has devices of such names, whatever follows the point; a hidden file would be nobody's.
  const isOdd = /^(?:[. ]|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))/i.test(tidy);
  return `${isOdd ? "_" : ""}${tidy}${end}`;
}

async function append(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const isFirst = offset === 0;
  const { size } = isFirst ? { size: 0 } : await stat(path).catch(() => ({ size: -1 }));
  if (size !== offset) throw apiError("invalid_input", "the parts of a file come one after the other");
  const file = await open(path, isFirst ? "wx" : "a").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? apiError("invalid_input", "two files of one name") : error;
  });
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}
