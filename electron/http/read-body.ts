import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";

export type Body = { ok: true; bytes: Buffer } | { ok: false; status: 400 | 413; reason: string };

/** Reads a request's body, UTF-8: as `readBytes`. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const body = await readBytes(request, limit);
  if (body.ok && !isUtf8(body.bytes)) return { ok: false, status: 400, reason: "the body is not UTF-8" };
  return body;
}

/** Reads a request's body up to `limit` bytes. What is beyond is not kept: Node reads and drops it, within the request's time limit. */
export function readBytes(request: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve) => {
    const tooLarge = (): void => resolve({ ok: false, status: 413, reason: `the body has more than ${limit} bytes` });
    if (Number(request.headers["content-length"] ?? 0) > limit) return tooLarge();
    if (request.destroyed) return resolve({ ok: false, status: 400, reason: "the body ended early" }); // "close" was before
    let chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        chunks = [];
        tooLarge();
      }
    });
    request.on("end", () => resolve({ ok: true, bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) }));
    request.on("close", () => resolve({ ok: false, status: 400, reason: "the body ended early" }));
    request.on("error", () => {}); // "close" follows
  });
}

/** The media type of a request's body, lower-case and without parameters; "" where none is given. */
export function mediaTypeOf(request: Pick<IncomingMessage, "headers">): string {
  return (request.headers["content-type"] ?? "").split(";", 1)[0]!.trim().toLowerCase();
}
