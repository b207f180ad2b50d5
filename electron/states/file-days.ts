import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeDirectory } from "../journal/make-directory.ts";
import { z } from "zod";
import { parseObject } from "../../shared/parse-object.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { readTimestamp } from "../journal/read-timestamp.ts";
import { scanLines } from "../journal/segment-lines.ts";
import type { StateFile } from "./read-states.ts";

/** Of which days the lines in a collector's files are: a PC that was cut off for a week sends that week when it is back. */
export interface FileDays {
  /** How many lines of a file are of the (UTC) days that a window touches. */
  count(file: StateFile, window: Interval): Promise<number>;
  /** Keeps what was found out. A disk that takes nothing is no failure. */
  save(): Promise<void>;
}

const DAY = 86_400_000;
const seenSchema = z.object({ stamp: z.string(), done: z.number(), days: z.array(z.tuple([z.number(), z.number()])) });
const fileSchema = z.record(z.string(), seenSchema);

interface Seen {
  stamp: string;
  /** Everything before this offset is counted. */
  done: number;
  /** Lines of each day, by its number since 1970. */
  days: Map<number, number>;
}

/** `file`: where it is kept; may be deleted at any time. */
export function createFileDays(folder: string, file: string): FileDays {
  const seen = new Map<string, Seen>();
  let loading: Promise<void> | undefined;
  let isChanged = false;

  async function load(): Promise<void> {
    const { data = {} } = parseSafely(fileSchema, parseObject(await readFile(file, "utf8").catch(() => "")));
    for (const [name, { days, ...rest }] of Object.entries(data)) seen.set(name, { ...rest, days: new Map(days) });
  }

  async function look({ name, stamp, isPlain, size }: StateFile): Promise<Seen> {
    await (loading ??= load());
    const before = seen.get(name);
    if (before?.stamp === stamp) return before;
    const hasGrown = before !== undefined && isPlain && size >= before.done;
    const present: Seen = { stamp, done: hasGrown ? before.done : 0, days: new Map(hasGrown ? before.days : []) };
    await scanLines({ path: join(folder, name), from: present.done, to: isPlain ? size : Infinity }, ({ bytes, next }) => {
      const day = Math.floor((readTimestamp(bytes) ?? 0) / DAY);
      present.days.set(day, (present.days.get(day) ?? 0) + 1);
      present.done = next;
      return true;
    });
    seen.set(name, present);
    isChanged = true;
    return present;
  }

  return {
    async count(asked, { from, to }) {
      const { days } = await look(asked);
      let lines = 0;
      for (let day = Math.floor(from / DAY); day <= Math.floor(to / DAY); day++) lines += days.get(day) ?? 0;
      return lines;
    },
    async save() {
      if (!isChanged) return;
      isChanged = false;
      const kept = Object.fromEntries([...seen].map(([name, { days, ...rest }]) => [name, { ...rest, days: [...days] }]));
      await makeDirectory(dirname(file))
        .then(() => writeFile(file, JSON.stringify(kept)))
        .catch(() => undefined);
    },
  };
}
