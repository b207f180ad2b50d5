import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "./disk-failure.ts";
import { compareSegmentNames, parseSegmentName } from "./segment-name.ts";

/** A journal's file as it is found: its name without `.gz`, and whether the plain one is there (it counts where both are). */
export interface ListedSegment {
  name: string;
  isPlain: boolean;
}

/** The record of the segments' order of creation. */
export function orderFileOf(directory: string): string {
  return join(directory, ".segments");
}

/** A journal's segments in the order of their creation, and every name in its folder. Changes nothing; rejects when there is no folder. */
export async function listSegments(directory: string): Promise<{ segments: ListedSegment[]; names: string[] }> {
  const entries = await readdir(directory, { withFileTypes: true });
  // A folder or a pipe of such a name is nobody's journal: opening it would fail or never end.
  const files = new Set(entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => name));
  const names = new Set([...files].map(withoutGz).filter((name) => parseSegmentName(name)));
  const ordered = orderSegments([...names], await readOrder(orderFileOf(directory)));
  return { segments: ordered.map((name) => ({ name, isPlain: files.has(name) })), names: entries.map(({ name }) => withoutGz(name)) };
}

export function withoutGz(name: string): string {
  return name.replace(/\.gz$/, "");
}

/**
 * The order of creation as `recorded`. What is not in the record (an old file that somebody copied in, or all when the record is
 * missing or damaged: undefined) goes by its name, before the first later name.
 */
export function orderSegments(names: readonly string[], recorded: readonly string[] | undefined): string[] {
  const present = new Set(names);
  const known = (recorded ?? []).filter((name) => present.delete(name));
  const others = [...present].sort(compareSegmentNames);
  const ordered: string[] = [];
  let next = 0;
  for (const name of known) {
    while (next < others.length && compareSegmentNames(others[next]!, name) < 0) ordered.push(others[next++]!);
    ordered.push(name);
  }
  return [...ordered, ...others.slice(next)];
}

async function readOrder(file: string): Promise<string[] | undefined> {
  try {
    const names = (await readFile(file, "utf8")).split("\n");
    return names.pop() === "" && names.every((name) => parseSegmentName(name)) ? names : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
