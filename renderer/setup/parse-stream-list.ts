import { withoutMark } from "../../shared/without-mark.ts";

/** A stream as somebody listed it; what was not said is "". */
export interface ListedStream {
  path: string;
  name: string;
  site: string;
}

export interface StreamList {
  streams: ListedStream[];
  /** Lines, or entries of a JSON file, that name no path or hold something too long; the first counts as 1. */
  bad: number[];
}

const COLUMNS = ["path", "name", "site"] as const;
const LONGEST_NAME = 200;
const LONGEST_PATH = 1_000;

/** What was typed or stood in a file: one stream a line, `path, name, site` (CSV, as Excel saves it, in the order of its heading), or JSON. */
export function parseStreamList(text: string): StreamList {
  const plain = withoutMark(text);
  return /^\s*[[{]/.test(plain) ? readJson(plain) : readLines(plain);
}

/** An array of objects or paths, or an object with one under `streams`: settings of ours, or of MediaMTX's `paths/list` under `items`. */
function readJson(text: string): StreamList {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { streams: [], bad: [1] };
  }
  const { streams, items } = (value ?? {}) as { streams?: unknown; items?: unknown };
  const list = [value, streams, items].find((each) => Array.isArray(each)) as unknown[] | undefined;
  if (!list) return { streams: [], bad: [1] };
  return collect(list.map((each, at) => ({ ...(typeof each === "string" ? { path: each } : readEntry(each)), at: at + 1 })));
}

function readEntry(entry: unknown): Partial<ListedStream> {
  if (typeof entry !== "object" || entry === null) return {};
  const { path, name, site } = entry as Record<string, unknown>;
  // MediaMTX calls a path's name `name`.
  if (path === undefined && typeof name === "string") return { path: name };
  return { ...textOf("path", path), ...textOf("name", name), ...textOf("site", site) };
}

function textOf<K extends keyof ListedStream>(key: K, value: unknown): { [P in K]?: string } {
  return (typeof value === "string" ? { [key]: value } : {}) as { [P in K]?: string };
}

function readLines(text: string): StreamList {
  const lines = text.split(/\r\n|\r|\n/).map((line, i) => ({ line, at: i + 1 })).filter(({ line }) => line.trim() !== ""); // prettier-ignore
  const separator = chooseSeparator(lines[0]?.line ?? "");
  const rows = lines.map(({ line, at }) => ({ cells: splitLine(line, separator), at }));
  const heading = rows[0]?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const hasHeading = heading.includes("path");
  const columns = hasHeading ? COLUMNS.map((column) => heading.indexOf(column)) : [0, 1, 2];
  const readRow = (cells: string[]) => Object.fromEntries(COLUMNS.map((column, i) => [column, cells[columns[i]!] ?? ""]));
  return collect(rows.slice(hasHeading ? 1 : 0).map(({ cells, at }) => ({ ...readRow(cells), at })));
}

/** What Excel writes: a comma, a semicolon where the comma is for decimals, tabs when cells are pasted. */
function chooseSeparator(line: string): string {
  return ["\t", ";", ","].find((each) => line.includes(each)) ?? ",";
}

/** RFC 4180 but for line breaks inside quotes, which no name needs. */
function splitLine(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!;
    if (isQuoted && sign === '"' && line[at + 1] === '"') cell += line[++at]!;
    else if (sign === '"' && (isQuoted || cell.trim() === "")) {
      isQuoted = !isQuoted;
      if (isQuoted) cell = "";
    } else if (sign === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

/** `at`: its line, or its place. */
function collect(entries: (Partial<ListedStream> & { at: number })[]): StreamList {
  const streams = new Map<string, ListedStream>();
  const bad: number[] = [];
  for (const { path = "", name = "", site = "", at } of entries) {
    const clean = path.split("/").map((segment) => segment.trim()).filter((segment) => segment !== "").join("/"); // prettier-ignore
    if (clean === "" || clean.length > LONGEST_PATH || name.length > LONGEST_NAME || site.length > LONGEST_NAME) bad.push(at);
    else if (!streams.has(clean)) streams.set(clean, { path: clean, name: name.trim(), site: site.trim() });
  }
  return { streams: [...streams.values()], bad };
}
