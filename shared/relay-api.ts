/** How a page asks a media server by way of its host: when the browser's own connections to that server hang. */
import { z } from "zod";
import type { AskStep } from "./finding.ts";
import { httpUrl } from "./setting-values.ts";

/** Names in small letters. */
const RELAYED_HEADERS = ["content-type", "authorization", "if-match"] as const;
/** What HTTP allows in a header, without line breaks. */
const headerValue = z.string().max(16_384).regex(/^[\t\x20-\x7e\x80-\xff]*$/); // prettier-ignore

export const RELAY_INPUT_SCHEMAS = {
  askServer: z.strictObject({
    url: httpUrl,
    method: z.enum(["POST", "PATCH", "DELETE"]),
    headers: z.partialRecord(z.enum(RELAYED_HEADERS), headerValue).default({}),
    body: z.string().max(128 * 1_024).default(""), // prettier-ignore
  }),
} as const;

export type ServerRequest = z.input<(typeof RELAY_INPUT_SCHEMAS)["askServer"]>;

/** The server's answer with headers in small letters; or how far the request came. */
export type ServerAnswer =
  | { kind: "answer"; status: number; headers: Record<string, string>; body: string }
  | { kind: "failed"; at: AskStep };

export interface RelayApi {
  /** Sends one request to a server of the settings. `forbidden`: none of them is at that address. */
  askServer(input: ServerRequest): Promise<ServerAnswer>;
}
