import type { IncomingMessage } from "node:http";
import { MAX_INPUT_BYTES } from "../call-input.ts";
import { mediaTypeOf, readBody } from "../http/read-body.ts";
import type { Body } from "../http/read-body.ts";

export type CallBody = Body | { ok: false; status: 415; reason: string };

/** Reads a call's body. */
export async function readCallBody(request: IncomingMessage): Promise<CallBody> {
  // A page of another site cannot send this type without asking first (CORS), and is never allowed.
  if (mediaTypeOf(request) !== "application/json") return { ok: false, status: 415, reason: "Content-Type: application/json" };
  return readBody(request, MAX_INPUT_BYTES);
}
