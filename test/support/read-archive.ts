import { closeSync, openSync, readFileSync, readSync, writeSync } from "node:fs";

interface ArchiveNode {
  files?: Record<string, ArchiveNode>;
  size?: number;
  unpacked?: boolean;
}

export interface ArchiveFile {
  path: string;
  /** Bytes. */
  size: number;
  /** It lies beside the archive. */
  isUnpacked: boolean;
}

/** The files of an asar archive: four lengths of 32 bits, then a JSON tree (github.com/electron/asar, "Format"). */
export function readArchive(archive: string): ArchiveFile[] {
  const handle = openSync(archive, "r");
  try {
    const head = Buffer.alloc(16);
    readSync(handle, head, 0, 16, 0);
    const json = Buffer.alloc(head.readUInt32LE(12));
    readSync(handle, json, 0, json.length, 16);
    return listFiles(JSON.parse(json.toString("utf8")) as ArchiveNode, "");
  } finally {
    closeSync(handle);
  }
}

function listFiles(node: ArchiveNode, path: string): ArchiveFile[] {
  if (!node.files) return [{ path, size: node.size ?? 0, isUnpacked: node.unpacked === true }];
  return Object.entries(node.files).flatMap(([name, inner]) => listFiles(inner, path === "" ? name : `${path}/${name}`));
}

/** Electron's documentation, "Electron fuses": in this order behind the mark, the version and the number of them. */
const MARK = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const NAMES = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
] as const;

/** The fuses that an executable has; throws when it has none. */
export function readFuses(executable: string): Partial<Record<(typeof NAMES)[number], boolean>> {
  const content = readFileSync(executable);
  const start = findFuses(content);
  const count = content[start - 1]!;
  return Object.fromEntries(NAMES.slice(0, count).map((name, at) => [name, content[start + at] === "1".charCodeAt(0)]));
}

export function switchFuseOn(executable: string, name: (typeof NAMES)[number]): void {
  const start = findFuses(readFileSync(executable));
  const handle = openSync(executable, "r+");
  writeSync(handle, "1", start + NAMES.indexOf(name));
  closeSync(handle);
}

function findFuses(content: Buffer): number {
  const mark = content.indexOf(MARK);
  if (mark < 0) throw new Error("no fuses in it");
  return mark + MARK.length + 2;
}
