import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { refusedAnswer, sendWhepAnswer, wrongUrlAnswer } from "./media-answers.ts";
import { answerApi } from "./media-api.ts";
import type { Credentials } from "./media-credentials.ts";
import type { ApiAction, ApiFault } from "./media-faults.ts";
import type { LiveStream } from "./media-live-stream.ts";

/** The Control API's own port, which MediaMTX has beside that of WebRTC. */
export interface MediaApi {
  url: string;
  fault(): ApiFault | undefined;
  set(fault: ApiFault | ApiAction | undefined): void;
  /** With the whole server: closed, or there again and just started. */
  setDown(isDown: boolean): void;
  close(): void;
}

export interface MediaApiOptions {
  /** 0: any free one. */
  port: number;
  host: string;
  streams: ReadonlyMap<string, LiveStream>;
  credentials: Credentials;
  authDelay: number;
  /** Resolves when requests reach the server. */
  reachable: () => Promise<void>;
  log: (line: string) => void;
}

/** Rejects when the port is taken. */
export async function createMediaApi(options: MediaApiOptions): Promise<MediaApi> {
  const { host, streams, authDelay, reachable, log } = options;
  let started = new Date().toISOString();
  let fault: ApiFault | undefined;
  let isDown = false;

  const server = createServer((request, response) => {
    const answer = async () => {
      await reachable();
      const url = URL.parse(request.url ?? "", "http://server");
      if (!url) return wrongUrlAnswer;
      if (fault?.fault === "status") return refusedAnswer(fault);
      const credentials = fault?.fault === "auth" ? fault : options.credentials;
      return answerApi(request, url, { streams, started, credentials, authDelay });
    };
    answer().then(
      (answered) => sendWhepAnswer(response, answered),
      (error: unknown) => {
        log(`api: ${String(error)}`);
        response.destroy();
      },
    );
  });
  server.on("error", (error) => log(`api: ${error.message}`));
  server.listen(options.port, host);
  await Promise.race([once(server, "listening"), once(server, "error").then(([error]) => Promise.reject(error as Error))]);
  const { port } = server.address() as AddressInfo;

  const follow = (): void => {
    const isClosed = isDown || fault?.fault === "off";
    if (isClosed && server.listening) {
      server.close();
      server.closeAllConnections();
    } else if (!isClosed && !server.listening) {
      server.listen(port, host);
    }
  };

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    fault: () => fault,
    set(next) {
      log(`api: ${next ? JSON.stringify(next) : "healed"}`);
      if (next?.fault === "restarted") started = new Date().toISOString();
      else fault = next;
      follow();
    },
    setDown(next) {
      if (isDown && !next) started = new Date().toISOString();
      isDown = next;
      follow();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
