import { z } from "zod";
import { parseObject } from "../../../shared/parse-object.ts";
import { parseSafely } from "../../../shared/parse-safely.ts";
import { isSameSecret } from "../../http/is-same-secret.ts";
import { readPageFile } from "../../page-files.ts";
import { refuse } from "../answer.ts";
import type { Answer } from "../answer.ts";
import type { CollectorPart } from "../routes.ts";
import type { PageSessions } from "./page-sessions.ts";

export interface PagePartOptions {
  /** The built renderer: the page's file and its assets. */
  directory: string;
  /** Both absent: whoever is let in needs no token. */
  token?: string;
  sessions?: PageSessions;
}

const PAGE_FILE = "/fleet.html";
/** The build gives them plain names in one folder: nothing that leads elsewhere. */
const ASSET = /^\/assets\/[^/%]+$/;
const loginSchema = z.object({ token: z.string() });

/** The page about the room's PCs, and how a browser comes to ask for them. Its files hold no secret: they are given to everybody. */
export function createPagePart({ directory, token, sessions }: PagePartOptions): CollectorPart {
  async function giveFile(path: string): Promise<Answer> {
    const file = path === PAGE_FILE || ASSET.test(path) ? await readPageFile(directory, path) : undefined;
    if (!file) return refuse(404, "there is no such file; the page is built by npm run build");
    const { "content-type": contentType, ...headers } = file.headers;
    return { status: 200, body: file.body, headers, ...(contentType === undefined ? {} : { contentType }) };
  }

  async function login(body: Buffer): Promise<Answer> {
    const { data } = parseSafely(loginSchema, parseObject(body.toString("utf8")));
    if (!data) return refuse(422, "token: a text");
    if (token !== undefined && !isSameSecret(data.token, token)) return refuse(401, "this is not the collector's token");
    return { status: 200, body: { status: "ok" }, ...(sessions && { headers: { "Set-Cookie": sessions.open() } }) };
  }

  const json = { method: "POST", accepts: "application/json", maxBytes: 8 * 1024, isOpen: true } as const;
  return {
    routes: [
      { method: "GET", path: "/fleet", isOpen: true, answer: () => giveFile(PAGE_FILE) },
      { method: "GET", path: "/assets/", isFolder: true, isOpen: true, answer: (_query, _caller, path) => giveFile(path) },
      { ...json, path: "/fleet/login", answer: login },
      {
        ...json,
        path: "/fleet/logout",
        answer: async () => ({ status: 200, body: { status: "ok" }, ...(sessions && { headers: { "Set-Cookie": sessions.end() } }) }),
      },
    ],
  };
}
