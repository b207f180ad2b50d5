import type { IncomingMessage } from "node:http";
import { MAX_INPUT_BYTES } from "../call-input.ts";

export type CallBody = { ok: true; text: string } | { ok: false; status: 413 | 415; reason: string };

/** Reads a call's body. What is beyond the limit is read and dropped, within the server's time for a request; rejects when it ends early. */
export async function readCallBody(request: IncomingMessage): Promise<CallBody> {
  // A page of another site cannot send this type without asking first (CORS), and is never allowed.
  const [mediaType = ""] = (request.headers["content-type"] ?? "").split(";", 1);
  if (mediaType.trim().toLowerCase() !== "application/json") return { ok: false, status: 415, reason: "Content-Type: application/json" };
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_INPUT_BYTES) chunks.push(chunk);
    else chunks = []; // leaving the loop would close the connection before the answer
  }
  if (length > MAX_INPUT_BYTES) return { ok: false, status: 413, reason: `the body has more than ${MAX_INPUT_BYTES} bytes` };
  return { ok: true, text: Buffer.concat(chunks).toString("utf8") };
}
