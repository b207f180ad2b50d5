import { createApiError } from "../api/api-error.ts";
import { LOG_PART_BYTES } from "../api/host-bridge.ts";
import type { HostBridge } from "../api/host-bridge.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { NamedFile } from "./incoming-logs.ts";

interface SendLogsOptions {
  send: NonNullable<HostBridge["sendLogPart"]>;
  discard: (id: string) => void;
  /** Bytes sent so far. */
  onProgress: (bytes: number) => void;
  signal: AbortSignal;
}

/** Sends the files' contents, part by part, and answers with the folder at the host that holds them. Throws what the host refuses. */
export async function sendLogs(files: readonly NamedFile[], options: SendLogsOptions): Promise<string> {
  const id = makeUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  try {
    return await sendAll(id, files, options);
  } catch (error) {
    options.discard(id);
    throw error;
  }
}

async function sendAll(id: string, files: readonly NamedFile[], { send, onProgress, signal }: SendLogsOptions): Promise<string> {
  let folder = "";
  let sent = 0;
  for (const { name, file } of files) {
    let offset = 0;
    do {
      signal.throwIfAborted();
      const bytes = file.slice(offset, offset + LOG_PART_BYTES);
      const result = await send({ id, name, offset, bytes }, signal);
      signal.throwIfAborted();
      if (!result.ok) throw createApiError(result.error.code, result.error.message);
      folder = result.value.path;
      offset += bytes.size;
      onProgress((sent += bytes.size));
    } while (offset < file.size);
  }
  return folder;
}
