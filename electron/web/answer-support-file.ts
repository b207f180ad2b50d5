import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ControlRoom } from "../control-room-types.ts";
import { PAGE_HEADERS } from "../page-files.ts";
import { supportFileHeaders } from "../support-file-request.ts";

/** Sends it as it is made; a page that goes away ends it. Rejects when it cannot be made to its end: the page then sees a broken answer. */
export async function answerSupportFile(
  response: ServerResponse,
  language: string | null,
  controlRoom: Pick<ControlRoom, "openSupportFile">,
): Promise<void> {
  const { name, content } = await controlRoom.openSupportFile(language === "ko" ? "ko" : "en");
  response.writeHead(200, { ...PAGE_HEADERS, ...supportFileHeaders(name) });
  await pipeline(Readable.from(content), response);
}
