/** The built page's files, as both hosts serve them: same path guard, same types, same headers. */
import { readFile } from "node:fs/promises";
import { extname, resolve, sep } from "node:path";
import { CONTENT_SECURITY_POLICY } from "../shared/content-security-policy.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".mp3": "audio/mpeg",
  ".wav": "audio/wav",
};

/** On every answer of a host, errors too: an error page is a page. */
export const PAGE_HEADERS: Record<string, string> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-cache",
};

/** The build puts a checksum into the names of these: what has one never changes, and is compiled once, not at every start. */
const HASHED = "/assets/";
const KEEP_FOR_EVER = { "cache-control": "private, max-age=31536000, immutable" };

export interface PageFile {
  body: Buffer;
  headers: Record<string, string>;
}

/** The file behind a URL's path (`/` is the page itself); undefined when there is none. */
export async function readPageFile(directory: string, pathname: string): Promise<PageFile | undefined> {
  const file = resolvePagePath(directory, pathname);
  const type = file === undefined ? undefined : TYPES[extname(file)];
  if (file === undefined || type === undefined) return undefined;
  try {
    const caching = pathname.startsWith(HASHED) ? KEEP_FOR_EVER : {};
    return { body: await readFile(file), headers: { ...PAGE_HEADERS, ...caching, "content-type": type } };
  } catch (error) {
    if (["ENOENT", "EISDIR", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/**
 * The absolute path behind a URL's path; undefined for whatever leads out of the folder or is no clean path. Decoded once, before it is
 * resolved: what is still encoded afterwards is a name.
 */
export function resolvePagePath(directory: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (/[\0\\:]/.test(decoded)) return undefined; // backslashes, drives and alternate streams are Windows' own ways out
  const root = resolve(directory);
  const file = resolve(root, `.${decoded.startsWith("/") ? decoded : `/${decoded}`}`);
  if (file === root) return resolve(root, "index.html");
  return file.startsWith(root + sep) ? file : undefined;
}
