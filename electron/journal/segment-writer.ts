import { open, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { Segment, SegmentCatalog } from "./segment-catalog.ts";
import { localDate, parseSegmentName } from "./segment-name.ts";
import { syncDirectory } from "./sync-directory.ts";

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

export function createSegmentWriter({ directory, catalog, maxFileBytes, now }: SegmentWriterOptions): SegmentWriter {
  let current: OpenSegment | undefined;
  let mustReload = false;
  /** The segment that must not be written to again. */
  let abandoned: string | undefined;

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
    await expectUnchanged(catalog.pathOf(segment.name), { inode, size: segment.length });
    let isWritten = false;
    try {
      await writeAt(handle, bytes, segment.length);
      isWritten = true;
      await handle.datasync();
    } catch (error) {
      // After a failed sync nobody knows what is on disk, and a second one would only say yes: what was durable stays, the rest goes elsewhere.
      if (isWritten && segment.length > 0) abandoned = segment.name;
      await handle.truncate(segment.length).catch(() => undefined); // where this fails too, reopening finds the wrong size
      throw error;
    }
  }

  async function openFor(size: number): Promise<OpenSegment> {
    const date = localDate(now());
    if (current && accepts(current.segment, date, size)) return current;
    await closeCurrent();
    if (mustReload) {
      await catalog.reload();
      mustReload = false;
    }
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
    const opened = await openSegment(segment, "r+").catch(() => undefined);
    if (opened?.size === segment.length) return opened;
    await opened?.handle.close();
    return undefined;
  }

  async function create(date: string): Promise<OpenSegment> {
    const created = await openSegment(await catalog.add(catalog.nextName(date)), "wx+");
    await syncDirectory(directory);
    return created;
  }

  async function openSegment(segment: Segment, flags: string): Promise<OpenSegment> {
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

  async function release(): Promise<void> {
    mustReload = true;
    await closeCurrent();
  }

  return { write, release };
}

/** Writes all bytes, however many the system takes at once: on a disk that fills up, a part of them goes in before the error comes. */
async function writeAt(handle: FileHandle, bytes: Buffer, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}

/**
 * A file that was deleted or moved away takes bytes without complaint, and they are gone when it is closed; in one that somebody cut or
 * extended by hand, writing at the remembered place would leave a hole or overwrite lines.
 */
async function expectUnchanged(path: string, { inode, size }: { inode: number; size: number }): Promise<void> {
  const present = await stat(path);
  if (present.ino === inode && present.size === size) return;
  throw Object.assign(new Error(`${path} was changed by another program`), { code: "ESTALE" });
}
