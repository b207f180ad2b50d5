/** A desktop app that does nothing but send: the transport alone, in a real Electron. */
import { app, net } from "electron";
import { createNetSendRequest } from "../../../electron/desktop/send-request-net.ts";
import type { OutgoingRequest } from "../../../electron/delivery/types.ts";

const sendRequest = createNetSendRequest(net);

/** `abortAfter`: milliseconds until the caller gives up. Answers the error's words for a request that rejects. */
async function send({ abortAfter, ...request }: Omit<OutgoingRequest, "signal"> & { abortAfter?: number }): Promise<unknown> {
  const aborter = new AbortController();
  if (abortAfter !== undefined) setTimeout(() => aborter.abort(), abortAfter);
  await app.whenReady();
  return sendRequest({ ...request, signal: aborter.signal }).catch((error: Error) => ({ error: error.message }));
}

Object.assign(globalThis, { send });
