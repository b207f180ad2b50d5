import type { ClientRequest, IncomingMessage, Net } from "electron";
import type { IncomingAnswer, OutgoingRequest, SendRequest } from "../delivery/types.ts";

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Requests over Chromium's network stack, and with it the system's proxy and certificates. `net.request` and not `net.fetch`: only it
 * tells a redirect's address without following it.
 */
export function createNetSendRequest(net: Pick<Net, "request">): SendRequest {
  return (outgoing) =>
    new Promise((resolve, reject) => {
      const { method, url, headers, body, signal, timeout, onData, mostBytes = MAX_BODY_BYTES } = outgoing satisfies OutgoingRequest;
      if (signal.aborted) return reject(aborted());
      const request = net.request({ method, url, headers, redirect: "manual", credentials: "omit", cache: "no-store" });
      // Whatever comes first settles; aborting a request that is over does nothing.
      const settle = (settlement: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
        settlement();
        request.abort();
      };
      const fail = (error: Error): void => settle(() => reject(error));
      const answer = (incoming: IncomingAnswer): void => settle(() => resolve(incoming));
      const onAbort = (): void => fail(aborted());
      const timer = setTimeout(() => fail(new Error(`no answer within ${timeout} ms`)), timeout);
      const take = onData && ((chunk: Uint8Array): void => (timer.refresh(), onData(chunk)));
      signal.addEventListener("abort", onAbort);

      request.on("error", fail);
      request.on("redirect", (status, _method, location, redirectHeaders) =>
        answer({ status, headers: { location, ...flattenHeaders(redirectHeaders) }, body: "" }),
      );
      request.on("response", (response) =>
        readAnswer(response, { answer, fail, mostBytes, ...(take && response.statusCode === 200 && { onData: take }) }),
      );
      cancelLogins(request);
      request.end(body === undefined ? undefined : Buffer.from(body));
    });
}

interface Reading {
  answer: (incoming: IncomingAnswer) => void;
  fail: (error: Error) => void;
  mostBytes: number;
  onData?: (chunk: Uint8Array) => void;
}

function readAnswer(response: IncomingMessage, { answer, fail, mostBytes, onData }: Reading): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const finish = (): void => {
    const bytes = Buffer.concat(chunks).subarray(0, mostBytes);
    answer({ status: response.statusCode, headers: flattenHeaders(response.headers), body: bytes.toString("utf8"), bytes });
  };
  response.on("data", (chunk) => {
    if (onData) return onData(chunk);
    chunks.push(chunk);
    length += chunk.length;
    if (length >= mostBytes) finish();
  });
  response.on("end", finish);
  response.on("aborted", () => fail(new Error("the answer ended early")));
  response.on("error", () => fail(new Error("the answer ended early")));
}

/** A 401 or 407 is an answer like any other: nobody is there to type a password. */
function cancelLogins(request: ClientRequest): void {
  request.on("login", (_info, callback) => callback());
}

function flattenHeaders(headers: Record<string, string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join(", ")]));
}

function aborted(): Error {
  return new Error("the request was aborted");
}
