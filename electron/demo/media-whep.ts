import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import {
  createdAnswer,
  errorAnswer,
  hasContentType,
  okAnswer,
  optionsAnswer,
  preflightAnswer,
  readBody,
  refusedAnswer,
  restartedAnswer,
  wrongUrlAnswer,
} from "./media-answers.ts";
import type { Answer } from "./media-answers.ts";
import { checkCredentials } from "./media-credentials.ts";
import type { Credentials } from "./media-credentials.ts";
import type { Refusal } from "./media-faults.ts";
import type { LiveStream } from "./media-live-stream.ts";

/** Bytes; a longer offer is answered like a wrong address. */
const LONGEST_OFFER = 128 * 1024;

export interface WhepOptions {
  streams: ReadonlyMap<string, LiveStream>;
  credentials: Credentials;
  /** A refusal of everything, as by a proxy whose MediaMTX is gone. */
  refusal: () => Refusal | undefined;
  /** The longest time a wrong password is kept waiting, milliseconds: MediaMTX takes a random one up to 4 s. */
  authDelay: number;
}

/** The path and, for a session, the secret of a WHEP address; undefined when it is none. */
function parseWhepPath(pathname: string): { path: string; secret?: string } | undefined {
  const [, path, secret] = /^\/(.+?)\/whep(?:\/([^/]+))?$/.exec(pathname) ?? [];
  if (path === undefined) return undefined;
  return { path, ...(secret === undefined ? {} : { secret }) };
}

/** Answers a WHEP request as MediaMTX does; with a fault on, as MediaMTX does then. */
export async function answerWhep(request: IncomingMessage, url: URL, options: WhepOptions): Promise<Answer> {
  if (request.method === "OPTIONS" && request.headers["access-control-request-method"]) return preflightAnswer;
  const refusal = options.refusal();
  if (refusal) return refusedAnswer(refusal);
  const target = parseWhepPath(url.pathname);
  if (!target) return wrongUrlAnswer;
  const { path, secret } = target;
  const stream = options.streams.get(path);

  if (secret !== undefined) {
    if (request.method === "PATCH") return patchSession(request, stream?.findReader(secret));
    if (request.method === "DELETE") return stream?.removeReader(secret) ? okAnswer : errorAnswer(404, "session not found");
    return wrongUrlAnswer;
  }
  if (request.method === "OPTIONS") {
    if (!stream || stream.fault()?.fault === "not_configured") return errorAnswer(500, `path '${path}' is not configured`);
    return (await refuseReader(request, stream, options)) ?? optionsAnswer;
  }
  if (request.method === "POST") return postOffer(request, url, { ...options, path, stream });
  return errorAnswer(405, "method not allowed");
}

async function postOffer(
  request: IncomingMessage,
  url: URL,
  { path, stream, ...options }: WhepOptions & { path: string; stream: LiveStream | undefined },
): Promise<Answer> {
  if (!hasContentType(request, "application/sdp")) return errorAnswer(400, "invalid Content-Type");
  const offer = await readBody(request, LONGEST_OFFER);
  if (offer === undefined) return wrongUrlAnswer;
  // The path is looked up before the credentials.
  if (!stream || stream.fault()?.fault === "not_configured") return errorAnswer(400, `path '${path}' is not configured`);
  const refusal = (await refuseReader(request, stream, options)) ?? (await refuseByFault(stream));
  if (refusal) return refusal;
  // The reader has lost patience: a session would only hold a place.
  if (request.socket.destroyed) return errorAnswer(400, "terminated");
  try {
    const { id, secret, answer } = await stream.addReader(offer, {
      remoteAddress: `${request.socket.remoteAddress}:${request.socket.remotePort}`,
      userAgent: request.headers["user-agent"] ?? "",
    });
    const sdp = stream.fault()?.fault === "bad_answer" ? "v=0\r\nthis is not an answer\r\n" : answer;
    return createdAnswer({ sdp, id, location: `${url.pathname}/${secret}${url.search}` });
  } catch (error) {
    return errorAnswer(400, error instanceof Error ? error.message : String(error));
  }
}

async function refuseReader(request: IncomingMessage, stream: LiveStream, options: WhepOptions): Promise<Answer | undefined> {
  const fault = stream.fault();
  const check = checkCredentials(request.headers.authorization, fault?.fault === "auth" ? fault : options.credentials);
  if (check === "accepted") return undefined;
  const answer = errorAnswer(401, "authentication error");
  if (check === "missing") return { ...answer, headers: { ...answer.headers, "WWW-Authenticate": 'Basic realm="mediamtx"' } };
  await wait(Math.random() * options.authDelay);
  return answer;
}

async function refuseByFault(stream: LiveStream): Promise<Answer | undefined> {
  const fault = stream.fault();
  switch (fault?.fault) {
    case "status":
      return refusedAnswer(fault);
    case "no_stream":
    case "source_down":
      return errorAnswer(404, `no stream is available on path '${stream.name}'`);
    case "max_readers":
      return stream.readers().length >= fault.count ? errorAnswer(400, "maximum reader count reached") : undefined;
    case "hold":
      await stream.hold(fault.seconds * 1_000);
      if (stream.fault() !== fault) return refuseByFault(stream);
      return fault.ready ? undefined : errorAnswer(400, `source of path '${stream.name}' has timed out`);
    default:
      return undefined;
  }
}

async function patchSession(request: IncomingMessage, session: ReturnType<LiveStream["findReader"]>): Promise<Answer> {
  if (!hasContentType(request, "application/trickle-ice-sdpfrag")) return errorAnswer(400, "invalid Content-Type");
  const fragment = await readBody(request, LONGEST_OFFER);
  if (fragment === undefined) return wrongUrlAnswer;
  if (!session) return errorAnswer(404, "session not found");
  try {
    const restarted = await session.patch(fragment);
    return restarted === undefined ? { status: 204 } : restartedAnswer(restarted);
  } catch (error) {
    return errorAnswer(500, error instanceof Error ? error.message : String(error));
  }
}
