import type { IncomingMessage, ServerResponse } from "node:http";
import type { Refusal } from "./media-faults.ts";

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

// MediaMTX's answers to WHEP requests, as observed on v1.20.1.

const JSON_TYPE = "application/json; charset=utf-8";

export function errorAnswer(status: number, error: string): Answer {
  return { status, headers: { "Content-Type": JSON_TYPE }, body: JSON.stringify({ status: "error", error }) };
}

export const okAnswer: Answer = { status: 200, headers: { "Content-Type": JSON_TYPE }, body: JSON.stringify({ status: "ok" }) };

/** A wrong address, in plain text: what tells it from a path without a stream. */
export const wrongUrlAnswer: Answer = { status: 404, headers: { "Content-Type": "text/plain" }, body: "404 page not found" };

export const preflightAnswer: Answer = {
  status: 204,
  headers: {
    "Access-Control-Allow-Methods": "OPTIONS, GET, POST, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Match",
  },
};

export const optionsAnswer: Answer = {
  status: 204,
  headers: { "Access-Control-Expose-Headers": "Accept-Post, Link", "Accept-Post": "application/sdp" },
};

export function createdAnswer({ sdp, id, location }: { sdp: string; id: string; location: string }): Answer {
  return {
    status: 201,
    headers: {
      "Access-Control-Expose-Headers": "ETag, ID, Accept-Patch, Link, Location",
      "Content-Type": "application/sdp",
      ETag: "*",
      ID: id,
      "Accept-Patch": "application/trickle-ice-sdpfrag",
      Location: location,
    },
    body: sdp,
  };
}

/** ICE has been restarted. The new ETag is not exposed by CORS. */
export function restartedAnswer(fragment: string): Answer {
  const ufrag = /^a=ice-ufrag:(.*)\r$/m.exec(fragment)?.[1] ?? "";
  return { status: 200, headers: { "Content-Type": "application/trickle-ice-sdpfrag", ETag: `"${ufrag}"` }, body: fragment };
}

/** What a command asked for; MediaMTX itself never sends Retry-After or a redirection, proxies before it do. */
export function refusedAnswer({ status, error = "refused on command", body, retryAfter, location }: Refusal): Answer {
  const answer = body === undefined ? errorAnswer(status, error) : { status, headers: { "Content-Type": "text/plain" }, body };
  const more = { ...(retryAfter !== undefined && { "Retry-After": retryAfter }), ...(location !== undefined && { Location: location }) };
  return { ...answer, headers: { ...answer.headers, ...more } };
}

/** With the headers that all of MediaMTX's answers have. */
export function sendWhepAnswer(response: ServerResponse, answer: Answer): void {
  sendAnswer(response, { ...answer, headers: { "Access-Control-Allow-Origin": "*", ...answer.headers } });
}

export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { Server: "mediamtx", ...headers });
  response.end(body);
}

export function hasContentType(request: IncomingMessage, type: string): boolean {
  return request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() === type;
}

/** The body as text; undefined when it is longer than `most` bytes or never ended. */
export async function readBody(request: IncomingMessage, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return length <= most ? Buffer.concat(chunks).toString("utf8") : undefined;
}
