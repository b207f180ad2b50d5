import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendAnswer, sendWhepAnswer, wrongUrlAnswer } from "./media-answers.ts";
import { createMediaApi } from "./media-api-server.ts";
import { answerControl } from "./media-control.ts";
import type { MediaControl } from "./media-control.ts";
import type { Credentials } from "./media-credentials.ts";
import { FAULT_HELP } from "./media-faults.ts";
import { createLiveStream } from "./media-live-stream.ts";
import type { VideoFormat } from "./media-bitrate.ts";
import { createRequestCounter } from "./media-requests.ts";
import { createServerFaults } from "./media-server-faults.ts";
import { loadWebRtc } from "./media-webrtc.ts";
import { answerWhep } from "./media-whep.ts";

export interface MediaServerOptions extends Partial<VideoFormat> {
  /** 0: any free port. */
  port?: number;
  /** Of the Control API; 0: any free one. */
  apiPort?: number;
  host?: string;
  /** How many paths: `demo-1` to `demo-N`. */
  streams?: number;
  /** `demo-1` has sound: a quiet tone. */
  sound?: boolean;
  /** What all streams ask of their readers. */
  credentials?: Credentials;
  /** What the Control API asks for. */
  apiCredentials?: Credentials;
  /** Longest time that a wrong password is kept waiting, milliseconds: MediaMTX takes a random one up to 4 s. */
  authDelay?: number;
  log?: (line: string) => void;
}

export interface MediaServer extends MediaControl {
  url: string;
  apiUrl: string;
  /** Ends all sessions with a goodbye, as MediaMTX does at SIGTERM. */
  close(): Promise<void>;
}

/**
 * A WHEP server like MediaMTX, with live moving pictures and with faults on command: `GET /` lists them. Rejects when the port is taken.
 */
export async function createMediaServer(options: MediaServerOptions = {}): Promise<MediaServer> {
  const { host = "127.0.0.1", log = () => {}, credentials = {}, authDelay = 4_000 } = options;
  const { width = 480, height = 270, framesPerSecond = 12 } = options;
  const webRtc = await loadWebRtc();
  const requests = createRequestCounter();
  const networkUp = (): boolean => faults.fault()?.fault !== "unreachable";
  const names = Array.from({ length: options.streams ?? 12 }, (_, index) => `demo-${index + 1}`);
  const streams = new Map(
    names.map((name, index) => [
      name,
      createLiveStream({
        webRtc,
        name,
        index,
        video: { width, height, framesPerSecond },
        hasSound: options.sound === true && index === 0,
        networkUp,
        log,
      }),
    ]),
  );

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      log(`${request.method}: ${String(error)}`);
      response.destroy();
    });
  });
  server.on("error", (error) => log(`server: ${error.message}`));
  const faults = createServerFaults({
    server,
    host,
    log,
    closeReaders: (how) => {
      for (const stream of streams.values()) void stream.closeReaders(how);
    },
    onChange: (_before, next) => api.setDown(next?.fault === "down"),
  });
  const refusal = () => {
    const fault = faults.fault();
    return fault?.fault === "status" ? fault : undefined;
  };

  const control: MediaControl = {
    state: () => ({
      streams: [...streams.values()].map(({ name, readers, fault }) => ({ name, readers: readers().length, ...withFault(fault()) })),
      sessions: [...streams.values()].flatMap(({ readers }) => readers()),
      ...withFault(faults.fault()),
      requests: requests.counts(),
      api: { url: api.url, ...withFault(api.fault()) },
    }),
    setStreamFault: (name, next) => {
      const chosen = name === "*" ? [...streams.values()] : [streams.get(name)].filter((stream) => stream !== undefined);
      for (const stream of chosen) {
        log(`${stream.name}: ${next ? JSON.stringify(next) : "healed"}`);
        if (next?.fault === "kick") void stream.closeReaders(next);
        else if (next?.fault === "path_lost") stream.losePaths();
        else stream.setFault(next);
      }
      return chosen.length > 0;
    },
    setServerFault: faults.set,
    setApiFault: (fault) => api.set(fault),
    resetRequests: requests.reset,
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? "", "http://server");
    if (!url) return sendAnswer(response, wrongUrlAnswer);
    if (url.pathname.startsWith("/control/")) return sendAnswer(response, await answerControl(request, url.pathname, control));
    response.once("close", requests.count(request.method ?? "", url.pathname));
    await faults.reachable();
    if (request.method === "GET" && url.pathname === "/") {
      return sendAnswer(response, { status: 200, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: FAULT_HELP });
    }
    sendWhepAnswer(response, await answerWhep(request, url, { streams, credentials, refusal, authDelay }));
  };

  const api = await createMediaApi({
    port: options.apiPort ?? 0,
    host,
    streams,
    credentials: options.apiCredentials ?? {},
    authDelay,
    reachable: faults.reachable,
    log,
  });
  const port = await faults.listen(options.port ?? 0).catch((error: unknown) => {
    api.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    faults.close();
    api.close();
    await Promise.all([...streams.values()].map((stream) => stream.close()));
  };
  return { ...control, apiUrl: api.url, url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`, close };
}

/** A key that is absent where nothing is wrong. */
function withFault<F>(fault: F | undefined): { fault?: F } {
  return fault === undefined ? {} : { fault };
}
