import type { ServerAnswer, ServerRequest } from "../../shared/relay-api.ts";
import type { Settings } from "../../shared/settings.ts";
import { askHttp } from "./ask-http.ts";

/** A page takes no more, either. */
const LARGEST_ANSWER = 128 * 1024;
/**
 * Milliseconds. A connection that does not come about is begun anew by the next attempt: the system's own next try of this one would be seconds
 * away, and in the end two minutes. MediaMTX holds a POST for up to 10 s (on-demand source), and a wrong password's answer for 4 s.
 */
const DEADLINES = { tcp: 2_000, http: 15_000 };

/**
 * Sends a page's request to a server of the settings, on a connection of its own that ends with it. Undefined: no server of the settings is at
 * that address. Never rejects.
 */
export async function relayRequest(
  { url, method, headers = {}, body = "" }: ServerRequest,
  { servers }: Pick<Settings, "servers">,
): Promise<ServerAnswer | undefined> {
  const target = URL.parse(url);
  if (!target || !servers.some(({ whepBaseUrl }) => URL.parse(whepBaseUrl)?.origin === target.origin)) return undefined;
  const asked = await askHttp({ url: target, method, headers, body, mostBytes: LARGEST_ANSWER, deadlines: DEADLINES });
  if (asked.kind === "failed") return { kind: "failed", at: asked.at };
  const answered = Object.entries(asked.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
  return { kind: "answer", status: asked.status, headers: Object.fromEntries(answered) as Record<string, string>, body: asked.body };
}
