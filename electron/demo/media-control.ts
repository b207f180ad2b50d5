import type { IncomingMessage } from "node:http";
import { hasContentType, readBody } from "./media-answers.ts";
import type { Answer } from "./media-answers.ts";
import { serverFaultSchema, streamActionSchema, streamFaultSchema } from "./media-faults.ts";
import type { ServerFault, StreamAction, StreamFault } from "./media-faults.ts";
import type { RequestCounts } from "./media-requests.ts";
import type { ReaderState } from "./media-live-stream.ts";

/** What can be done to a running media server, by its owner's code or over HTTP. */
export interface MediaControl {
  state(): MediaState;
  /** `*` is all streams. False when there is no such stream. */
  setStreamFault(name: string, fault: StreamFault | StreamAction | undefined): boolean;
  setServerFault(fault: ServerFault | undefined): void;
  resetRequests(): void;
}

export interface MediaState {
  streams: { name: string; readers: number; fault?: StreamFault }[];
  sessions: ReaderState[];
  fault?: ServerFault;
  requests: RequestCounts;
}

/**
 * Answers /control/… without CORS headers, and takes faults only as application/json: a page somewhere on the web cannot reach it.
 */
export async function answerControl(request: IncomingMessage, pathname: string, control: MediaControl): Promise<Answer> {
  const [, kind, name] = /^\/control\/(state|requests|server|streams)(?:\/([\w*-]+))?$/.exec(pathname) ?? [];
  const route = `${request.method} ${kind ?? ""}${name === undefined ? "" : "/NAME"}`;
  switch (route) {
    case "GET state":
      return json(200, control.state());
    case "DELETE requests":
      control.resetRequests();
      return { status: 204 };
    case "DELETE server":
      control.setServerFault(undefined);
      return { status: 204 };
    case "DELETE streams/NAME":
      return control.setStreamFault(name!, undefined) ? { status: 204 } : json(404, { error: "no such stream" });
    case "POST server":
    case "POST streams/NAME":
      return setFault(request, name, control);
    default:
      return json(404, { error: "no such control; GET / lists them" });
  }
}

async function setFault(request: IncomingMessage, name: string | undefined, control: MediaControl): Promise<Answer> {
  if (!hasContentType(request, "application/json")) return json(415, { error: "a fault is sent as application/json" });
  const body = parseJson(await readBody(request, 200_000));
  if (name === undefined) {
    const parsed = serverFaultSchema.safeParse(body);
    if (!parsed.success) return json(400, { error: parsed.error.issues });
    control.setServerFault(parsed.data);
    return { status: 204 };
  }
  const parsed = streamActionSchema.or(streamFaultSchema).safeParse(body);
  if (!parsed.success) return json(400, { error: parsed.error.issues });
  return control.setStreamFault(name, parsed.data) ? { status: 204 } : json(404, { error: "no such stream" });
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
