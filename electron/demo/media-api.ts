import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { errorAnswer, okAnswer, wrongUrlAnswer } from "./media-answers.ts";
import type { Answer } from "./media-answers.ts";
import { checkCredentials } from "./media-credentials.ts";
import type { Credentials } from "./media-credentials.ts";
import type { LiveStream, ReaderDetails } from "./media-live-stream.ts";

export interface ApiContext {
  streams: ReadonlyMap<string, LiveStream>;
  /** ISO time. */
  started: string;
  credentials: Credentials;
  /** The longest time a wrong password is kept waiting, milliseconds. */
  authDelay: number;
}

/** The part of MediaMTX's Control API (v1.20.1) that diagnosis and recovery use; errors as its own. */
export async function answerApi(request: IncomingMessage, url: URL, context: ApiContext): Promise<Answer> {
  if (request.method === "OPTIONS" && request.headers["access-control-request-method"]) return apiPreflightAnswer;
  const check = checkCredentials(request.headers.authorization, context.credentials);
  if (check !== "accepted") {
    const answer = errorAnswer(401, "authentication error");
    if (check === "missing") return { ...answer, headers: { ...answer.headers, "WWW-Authenticate": 'Basic realm="mediamtx"' } };
    await wait(Math.random() * context.authDelay);
    return answer;
  }
  const [, call = "", name] =
    /^\/v3\/(info$|paths\/list$|paths\/get|webrtcsessions\/(?:list$|get|kick))(?:\/(.*))?$/.exec(url.pathname) ?? [];
  const streams = [...context.streams.values()].filter((stream) => stream.fault()?.fault !== "not_configured");
  const sessions = streams.flatMap((stream) => stream.readerDetails());
  switch (`${request.method} ${call}`) {
    case "GET info":
      return json({ version: "v1.20.1\n", started: context.started });
    case "GET paths/list":
      return listPage(streams.sort(byName).map(describePath), url.searchParams);
    case "GET paths/get":
      return getPath(streams, name);
    case "GET webrtcsessions/list":
      return listPage(sessions.map(describeSession), url.searchParams);
    case "GET webrtcsessions/get":
      return withSession(sessions, name, (session) => json(describeSession(session)));
    case "POST webrtcsessions/kick":
      return withSession(sessions, name, (session) => {
        session.kick();
        return okAnswer;
      });
    default:
      return wrongUrlAnswer;
  }
}

/** As MediaMTX: demo-10 before demo-2. */
function byName(a: LiveStream, b: LiveStream): number {
  return a.name < b.name ? -1 : 1;
}

function getPath(streams: readonly LiveStream[], escaped: string | undefined): Answer {
  const name = decode(escaped ?? "");
  if (name === "") return errorAnswer(400, "invalid name");
  const stream = streams.find((candidate) => candidate.name === name);
  return stream ? json(describePath(stream)) : errorAnswer(404, "path not found");
}

function withSession(sessions: readonly ReaderDetails[], name = "", answer: (session: ReaderDetails) => Answer): Answer {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return errorAnswer(400, `invalid UUID length: ${name.length}`);
  const session = sessions.find(({ id }) => id === name);
  return session ? answer(session) : errorAnswer(404, "session not found");
}

/** Keys in MediaMTX's order, the deprecated ones too. */
function describePath(stream: LiveStream): object {
  const { available, availableTime, online, onlineTime, source, inboundBytes, inboundFramesInError } = stream.source();
  const readers = stream.readerDetails();
  const outboundBytes = readers.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    name: stream.name,
    confName: stream.name,
    ready: available,
    readyTime: availableTime,
    available,
    availableTime,
    online,
    onlineTime,
    source,
    tracks: available ? ["VP8"] : [],
    tracks2: available ? [{ codec: "VP8", codecProps: null }] : [],
    readers: readers.map(({ id }) => ({ type: "webRTCSession", id })),
    inboundBytes,
    outboundBytes,
    inboundFramesInError,
    bytesReceived: inboundBytes,
    bytesSent: outboundBytes,
  };
}

function describeSession({
  id,
  path,
  since,
  established,
  remoteAddress,
  userAgent,
  bytes,
  rtpPackets,
  rtcpPackets,
  discarded,
}: ReaderDetails): object {
  return {
    id,
    created: since,
    remoteAddr: remoteAddress,
    peerConnectionEstablished: established,
    localCandidate: established ? "host/udp/127.0.0.1/8189" : "",
    remoteCandidate: established ? `prflx/udp/${remoteAddress.replace(/:(\d+)$/, "/$1")}` : "",
    state: "read",
    path,
    query: "",
    user: "",
    userAgent,
    inboundBytes: 0,
    inboundRTPPackets: 0,
    inboundRTPPacketsLost: 0,
    inboundRTPPacketsJitter: 0,
    inboundRTCPPackets: 0,
    outboundBytes: bytes,
    outboundRTPPackets: rtpPackets,
    outboundRTCPPackets: rtcpPackets,
    outboundFramesDiscarded: discarded,
    bytesReceived: 0,
    bytesSent: bytes,
    rtpPacketsReceived: 0,
    rtpPacketsSent: rtpPackets,
    rtpPacketsLost: 0,
    rtpPacketsJitter: 0,
    rtcpPacketsReceived: 0,
    rtcpPacketsSent: rtcpPackets,
  };
}

/** MediaMTX's paging: 100 items a page, pages from 0; a page beyond the last is empty. */
function listPage(items: readonly object[], query: URLSearchParams): Answer {
  const size = Number(query.get("itemsPerPage") ?? 100);
  const page = Number(query.get("page") ?? 0);
  if (!Number.isInteger(size) || size < 1) return errorAnswer(400, "invalid items per page");
  if (!Number.isInteger(page) || page < 0) return errorAnswer(400, `strconv.ParseUint: parsing "${query.get("page")}": invalid syntax`);
  return json({ itemCount: items.length, pageCount: Math.ceil(items.length / size), items: items.slice(page * size, (page + 1) * size) });
}

const apiPreflightAnswer: Answer = {
  status: 204,
  headers: {
    "Access-Control-Allow-Methods": "OPTIONS, GET, POST, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
  },
};

function json(value: object): Answer {
  return { status: 200, headers: { "Content-Type": "application/json; charset=utf-8" }, body: JSON.stringify(value) };
}

function decode(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return "";
  }
}
