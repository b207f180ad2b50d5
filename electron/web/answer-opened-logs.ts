import type { IncomingMessage } from "node:http";
import type { Result } from "../../shared/api-names.ts";
import { refuse } from "../call-input.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { mediaTypeOf, readBytes } from "../http/read-body.ts";

/** Most bytes of one request; a page sends a file in such parts, one after the other. */
const MOST_PART_BYTES = 8 * 1024 * 1024;

/**
 * A browser knows no paths, so its page sends what was chosen or dropped: `POST ?id=UUID&name=FILE&offset=BYTES` with the bytes as they
 * are. The answer's value is the folder that `openLogs` opens. `DELETE ?id=UUID`: it thinks better of it.
 */
export async function answerOpenedLogs(
  request: IncomingMessage,
  parameters: URLSearchParams,
  controlRoom: Pick<ControlRoom, "keepOpenedLogs" | "discardOpenedLogs">,
): Promise<{ status: number; result: Result<unknown> }> {
  const id = parameters.get("id") ?? "";
  if (request.method === "DELETE") return { status: 200, result: await controlRoom.discardOpenedLogs(id) };
  // A page of another site cannot send this type without asking first (CORS), and is never allowed.
  if (mediaTypeOf(request) !== "application/octet-stream") {
    return { status: 415, result: refuse("invalid_input", "Content-Type: application/octet-stream") };
  }
  const body = await readBytes(request, MOST_PART_BYTES);
  if (!body.ok) return { status: body.status, result: refuse("invalid_input", body.reason) };
  const offset = parameters.get("offset") ?? "";
  if (!/^\d{1,15}$/.test(offset)) return { status: 400, result: refuse("invalid_input", "offset: a number of bytes") };
  const part = { id, name: parameters.get("name") ?? "", offset: Number(offset), bytes: body.bytes };
  return { status: 200, result: await controlRoom.keepOpenedLogs(part) };
}
