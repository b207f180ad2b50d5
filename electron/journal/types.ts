import type { JournalStatus } from "../../shared/host-status.ts";

/** A place between two lines: a segment's file name without `.gz`, and a byte offset in its uncompressed text. */
export interface Position {
  segment: string;
  offset: number;
}

/** A line as it stands in a segment. `text` is without its LF; `next` is where reading goes on after it. */
export interface JournalLine {
  text: string;
  at: Position;
  next: Position;
}

export interface JournalLimits {
  maxFileMegabytes: number;
  compressAfterDays: number;
  retentionDays: number;
  maxTotalMegabytes: number;
  minFreeMegabytes: number;
}

export interface JournalOptions {
  /** Folder of the daily files; made when absent. */
  directory: string;
  /** Torn tails are moved here before they are cut off. */
  quarantineDirectory: string;
  limits: () => JournalLimits;
  /** Another journal's lock keeps other processes off this folder, too. */
  isGuarded?: boolean;
  now: () => number;
  /** Milliseconds by a clock that nobody sets; the process's own unless told otherwise. */
  elapsed?: () => number;
  /** Where each reader goes on, for retention: what stands behind it is still to be read. */
  readers?: () => readonly Position[];
  /** A segment's time is over, and `next` is the one after it. Nothing is deleted before this resolves; nor when it rejects. */
  beforeDelete?: (segment: string, next: string) => Promise<void>;
  /** Memory for lines that wait for a disk that refuses, the newest are kept; 64 MB unless told otherwise. */
  maxWaitingBytes?: number;
  /** What the administrator should know: a tail that was cut off, a segment that was deleted, a disk that refuses. */
  log?: (message: string) => void;
}

/** What reading a journal to its end takes. */
export type ReadableJournal = Pick<Journal, "read" | "readNewest" | "countFrom" | "positionAt" | "oldest" | "end" | "onChange">;

export interface Journal {
  /** Resolves when the bytes of all these lines are on disk (one write and one fdatasync shared by all that wait). Lines hold no LF; those in bytes are UTF-8. */
  append(lines: readonly (string | Buffer)[]): Promise<void>;
  /** Right behind the last durable line. */
  end(): Position;
  /** Lines from a place on, oldest first; ends at the durable end. A place whose segment is gone reads from the oldest there is. */
  read(from: Position, limit: { lines: number; bytes: number }): Promise<JournalLine[]>;
  /** The newest lines, newest first; fewer where they have more than 64 Mi characters altogether. */
  readNewest(count: number): Promise<JournalLine[]>;
  /** How many lines stand between a place and the end, without parsing them. */
  countFrom(from: Position): Promise<number>;
  /** The first place there is, and the first line written at or after a time (ms), by each segment's own range. */
  oldest(): Position;
  positionAt(time: number): Promise<Position>;
  status(): JournalStatus;
  /** Called after each durable write and each change of state. Returns a function that ends it. */
  onChange(listener: () => void): () => void;
  /** Compresses and deletes what the limits ask for; also runs by itself a minute after the start, hourly, and with each new segment. */
  maintain(): Promise<void>;
  /** Writes what waits, releases the lock on the folder. */
  close(): Promise<void>;
}
