import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { Segment, SegmentCatalog } from "./segment-catalog.ts";
import { judgeDiskFailure } from "./disk-failure.ts";
import { localDate, parseSegmentName } from "./segment-name.ts";
import { syncDirectory } from "./sync-directory.ts";
import { takeBack, takeBackLater } from "./take-back.ts";
import type { Leftover } from "./take-back.ts";

/** Writes to the newest segment, and begins the next one when the day changes or the file is full. One call at a time. */
export interface SegmentWriter {
  /** Resolves when the bytes (whole lines) are on disk. Rejects with the system's error; then none of them belongs to the journal. */
  write(bytes: Buffer): Promise<void>;
  /** The next write looks at the folder anew. */
  release(): Promise<void>;
}

export interface SegmentWriterOptions {
  directory: string;
  catalog: SegmentCatalog;
  maxFileBytes: () => number;
  now: () => number;
}

interface OpenSegment {
  segment: Segment;
  handle: FileHandle;
  inode: number;
  /** Bytes at opening. */
  size: number;
}

// Appending, not at the remembered place: in a file that somebody has cut by hand that would leave a hole, in a longer one overwrite lines.
const REOPEN = constants.O_RDWR | constants.O_APPEND;
const CREATE = REOPEN | constants.O_CREAT | constants.O_EXCL;

export function createSegmentWriter({ directory, catalog, maxFileBytes, now }: SegmentWriterOptions): SegmentWriter {
  let current: OpenSegment | undefined;
  let mustReload = false;
  /** The segment that must not be written to again. */
  let abandoned: string | undefined;
  /** What could not be taken back yet: the next start would take whole lines of it for records, which were written again elsewhere. */
  let leftovers: Leftover[] = [];

  async function write(bytes: Buffer): Promise<void> {
    const opened = await openFor(bytes.length);
    try {
      await writeTo(opened, bytes);
    } catch (error) {
      await release();
      throw error;
    }
    opened.segment.length += bytes.length;
  }

  async function writeTo({ segment, handle, inode }: OpenSegment, bytes: Buffer): Promise<void> {
    const path = catalog.pathOf(segment.name);
    let written = 0;
    let isInDoubt = false;
    try {
      while (written < bytes.length) written += (await handle.write(bytes, written)).bytesWritten; // a disk that fills up takes a part first
      isInDoubt = true;
      // Beside the sync it costs no time; and nothing is called durable that went into a file just deleted or moved away.
      const unchanged = expectFile(path, { inode, size: segment.length + bytes.length });
      unchanged.catch(() => undefined); // awaited below
      await handle.datasync();
      isInDoubt = false;
      await unchanged;
    } catch (error) {
      // After a failed sync nobody knows what is on disk, and a second one would only say yes: what was durable stays, the rest goes elsewhere.
      if (isInDoubt && segment.length > 0) abandoned = segment.name;
      const leftover = { path, inode, length: segment.length, attempted: bytes.length };
      const isChanged = judgeDiskFailure(error) === "missing";
      await takeBack(handle, leftover, { written, isChanged }).catch(() => leftovers.push(leftover)); // reopening finds the wrong size
      throw error;
    }
  }

  async function openFor(size: number): Promise<OpenSegment> {
    const date = localDate(now());
    if (current && accepts(current.segment, date, size)) return current;
    await closeCurrent();
    await cutLeftovers();
    if (mustReload) {
      await catalog.reload();
      mustReload = false;
    }
    await catalog.repairTorn();
    try {
      current = (await reopenNewest(date, size)) ?? (await create(date));
    } catch (error) {
      mustReload = true;
      throw error;
    }
    return current;
  }

  function accepts(segment: Segment, date: string, size: number): boolean {
    return parseSegmentName(segment.name)?.date === date && (segment.length === 0 || segment.length + size <= maxFileBytes());
  }

  async function reopenNewest(date: string, size: number): Promise<OpenSegment | undefined> {
    const segment = catalog.list().at(-1);
    if (!segment || segment.name === abandoned || !accepts(segment, date, size)) return undefined;
    // One that cannot be opened (deleted, or another user's) or has a tail that could not be cut off is left as it is.
    const opened = await openSegment(segment, REOPEN).catch(() => undefined);
    if (opened?.size === segment.length) return opened;
    await opened?.handle.close();
    return undefined;
  }

  async function create(date: string): Promise<OpenSegment> {
    const created = await openSegment(await catalog.add(catalog.nextName(date)), CREATE);
    try {
      await syncDirectory(directory);
      return created;
    } catch (error) {
      await created.handle.close();
      throw error;
    }
  }

  async function openSegment(segment: Segment, flags: number): Promise<OpenSegment> {
    const handle = await open(catalog.pathOf(segment.name), flags);
    try {
      const { ino, size } = await handle.stat();
      return { segment, handle, inode: ino, size };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async function closeCurrent(): Promise<void> {
    const handle = current?.handle;
    current = undefined;
    await handle?.close().catch(() => undefined);
  }

  async function cutLeftovers(): Promise<void> {
    const rest: Leftover[] = [];
    for (const leftover of leftovers) if (!(await takeBackLater(leftover))) rest.push(leftover);
    leftovers = rest;
  }

  async function release(): Promise<void> {
    mustReload = true;
    await closeCurrent();
    await cutLeftovers();
  }

  return { write, release };
}

/**
 * A file that was deleted or moved away takes bytes without complaint, and they are gone when it is closed; in one that somebody cut or
 * extended by hand, they stand where no reader of ours looks for them.
 */
async function expectFile(path: string, { inode, size }: { inode: number; size: number }): Promise<void> {
  const present = await stat(path);
  if (present.ino === inode && present.size === size) return;
  throw Object.assign(new Error(`${path} was changed by another program`), { code: "ESTALE" });
}
