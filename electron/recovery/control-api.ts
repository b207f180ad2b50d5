import type { ApiCondition } from "../../shared/finding.ts";
import { askHttp } from "./ask-http.ts";
import type { Asked } from "./ask-http.ts";
import { parseObject, readError, readInfo, readPage, readPath, readSession } from "./read-control-api.ts";
import type { ApiInfo, ApiPath, ApiSession } from "./read-control-api.ts";

/** `not_found` is MediaMTX's own word for a path or a session; how the API itself is doing stands in `condition`. */
export type ApiAnswer<T> =
  | { kind: "ok"; value: T }
  | { kind: "not_found" }
  | { kind: "failed"; condition: Exclude<ApiCondition, "ok" | "none"> };

/** What is asked of MediaMTX's Control API; nothing here changes a server. None of the calls rejects. */
export interface ControlApi {
  info(): Promise<ApiAnswer<ApiInfo>>;
  path(name: string): Promise<ApiAnswer<ApiPath>>;
  session(id: string): Promise<ApiAnswer<ApiSession>>;
  /** All paths, page by page. */
  paths(): Promise<ApiAnswer<ApiPath[]>>;
}

export interface ControlApiOptions {
  apiUrl: string;
  /** Asked before each call. */
  getAuthorization: () => Promise<string | undefined>;
  signal?: AbortSignal;
}

/** Bytes. A path has some 600, and 80 for each reader: a page of paths with a hundred readers each. */
const LARGEST_ANSWER = 4 * 1024 * 1024;
/** MediaMTX's own default is 100. A site with ten thousand paths is asked in twenty requests; what is beyond is not seen. */
const PAGE_SIZE = 500;
const MOST_PAGES = 20;

export function createControlApi({ apiUrl, getAuthorization, signal }: ControlApiOptions): ControlApi {
  async function ask<T>(
    path: string,
    read: (fields: Partial<Record<string, unknown>>, date?: string) => T | undefined,
  ): Promise<ApiAnswer<T>> {
    const url = URL.parse(`${apiUrl.replace(/\/+$/, "")}/v3/${path}`);
    if (!url) return { kind: "failed", condition: "absent" };
    const authorization = await getAuthorization().catch(() => undefined);
    const asked = await askHttp({ url, method: "GET", authorization, mostBytes: LARGEST_ANSWER, ...(signal && { signal }) });
    if (asked.kind === "answer" && asked.status === 200) {
      const fields = parseObject(asked.body);
      const value = fields && read(fields, asked.headers.date);
      return value === undefined ? { kind: "failed", condition: "absent" } : { kind: "ok", value };
    }
    return judgeRefusal(asked);
  }

  return {
    info: () => ask("info", readInfo),
    path: (name) => ask(`paths/get/${escapePath(name)}`, readPath),
    session: (id) => ask(`webrtcsessions/get/${encodeURIComponent(id)}`, readSession),
    async paths() {
      const all: ApiPath[] = [];
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await ask(`paths/list?itemsPerPage=${PAGE_SIZE}&page=${page}`, readPage);
        if (answer.kind !== "ok") return answer;
        all.push(...answer.value.paths);
        if (page + 1 >= answer.value.pages) break;
      }
      return { kind: "ok", value: all };
    },
  };
}

/** What an answer without a value says of the API. A redirection is not followed: our password is for this server. */
function judgeRefusal(asked: Asked): Exclude<ApiAnswer<never>, { kind: "ok" }> {
  if (asked.kind === "failed") return { kind: "failed", condition: asked.code === "TIMEOUT" ? "timeout" : "off" };
  if (asked.status === 401) return { kind: "failed", condition: "unauthorized" };
  if (asked.status === 403) return { kind: "failed", condition: "forbidden" };
  if (asked.status === 404 && readError(asked.body)?.endsWith(" not found")) return { kind: "not_found" };
  return { kind: "failed", condition: "absent" };
}

/** A stream's path in the settings as MediaMTX names it; slashes inside are part of the name. */
export function pathNameOf(path: string): string {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .join("/");
}

function escapePath(name: string): string {
  return name.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
