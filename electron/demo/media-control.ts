import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import { hasContentType, readBody } from "./media-answers.ts";
import type { Answer } from "./media-answers.ts";
import { apiActionSchema, apiFaultSchema, serverFaultSchema, streamActionSchema, streamFaultSchema } from "./media-faults.ts";
import type { ApiAction, ApiFault, ServerFault, StreamAction, StreamFault } from "./media-faults.ts";
import type { RequestCounts } from "./media-requests.ts";
import type { ReaderState } from "./media-live-stream.ts";

/** What can be done to a running media server, by its owner's code or over HTTP. */
export interface MediaControl {
  state(): MediaState;
  /** `*` is all streams. False when there is no such stream. */
  setStreamFault(name: string, fault: StreamFault | StreamAction | undefined): boolean;
  setServerFault(fault: ServerFault | undefined): void;
  setApiFault(fault: ApiFault | ApiAction | undefined): void;
  resetRequests(): void;
}

export interface MediaState {
  streams: { name: string; readers: number; fault?: StreamFault }[];
  sessions: ReaderState[];
  fault?: ServerFault;
  requests: RequestCounts;
  /** The Control API: where it is, and its fault. */
  api: { url: string; fault?: ApiFault };
}

/**
 * Answers /control/… without CORS headers, and takes faults only as application/json: a page somewhere on the web cannot reach it.
 */
export async function answerControl(request: IncomingMessage, pathname: string, control: MediaControl): Promise<Answer> {
  const [, kind, name] = /^\/control\/(state|requests|server|streams|api)(?:\/([\w*-]+))?$/.exec(pathname) ?? [];
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
    case "DELETE api":
      control.setApiFault(undefined);
      return { status: 204 };
    case "DELETE streams/NAME":
      return control.setStreamFault(name!, undefined) ? { status: 204 } : json(404, { error: "no such stream" });
    case "POST server":
      return setFault(request, serverFaultSchema, (fault) => control.setServerFault(fault));
    case "POST api":
      return setFault(request, apiActionSchema.or(apiFaultSchema), (fault) => control.setApiFault(fault));
    case "POST streams/NAME":
      return setFault(request, streamActionSchema.or(streamFaultSchema), (fault) => control.setStreamFault(name!, fault));
    default:
      return json(404, { error: "no such control; GET / lists them" });
  }
}

/** `set` answers false when there is no such stream. */
async function setFault<T>(request: IncomingMessage, schema: z.ZodType<T>, set: (fault: T) => boolean | void): Promise<Answer> {
  if (!hasContentType(request, "application/json")) return json(415, { error: "a fault is sent as application/json" });
  const parsed = schema.safeParse(parseJson(await readBody(request, 200_000)));
  if (!parsed.success) return json(400, { error: parsed.error.issues });
  return set(parsed.data) === false ? json(404, { error: "no such stream" }) : { status: 204 };
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
