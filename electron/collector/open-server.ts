import { createServer as createHttpServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Server as HttpsServer } from "node:https";
import { boundConnections } from "./bound-connections.ts";
import { followFiles } from "./follow-files.ts";
import { judgeDates, readTlsFiles } from "./read-tls-files.ts";
import type { TlsFiles } from "./read-tls-files.ts";

export interface OpenServerOptions {
  /** Without it the server speaks plain HTTP. */
  tls?: TlsFiles;
  now: () => number;
  log: (message: string) => void;
}

export interface CollectorServer {
  server: Server;
  /** Answers what is under way. */
  close(): Promise<void>;
}

/** Keeps slow senders from holding the server; milliseconds. Our clients close a connection that was idle for 3 s themselves. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000, keepAliveTimeout: 60_000 };
const HANDSHAKE_TIMEOUT = 10_000;
/** What is under way when it closes gets so long to end, in milliseconds. */
const CLOSE_TIMEOUT = 5_000;

/** Not listening yet. Throws where the certificate or its key cannot be used. */
export function openServer({ tls, now, log }: OpenServerOptions, answer: RequestListener): CollectorServer {
  const { server, stop } = tls
    ? openHttpsServer({ tls, now, log }, answer)
    : { server: createHttpServer(TIMEOUTS, answer), stop: () => {} };
  boundConnections(server, log);
  return {
    server,
    async close() {
      stop();
      const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(deadline);
    },
  };
}

/** A certificate that is renewed is used for new connections as soon as it and its key fit together; until then the old one is. */
function openHttpsServer({ tls, now, log }: OpenServerOptions & { tls: TlsFiles }, answer: RequestListener) {
  let server: HttpsServer | undefined;
  const stop = followFiles([tls.certFile, tls.keyFile], () => {
    try {
      const { options, certificate } = readTlsFiles(tls);
      if (server) {
        server.setSecureContext(options);
        log(`TLS: a new certificate is in use, good until ${certificate.validTo}`);
      } else server = createHttpsServer({ ...TIMEOUTS, handshakeTimeout: HANDSHAKE_TIMEOUT, ...options }, answer);
      const warning = judgeDates(certificate, now());
      if (warning !== undefined) log(`TLS: ${warning}`);
    } catch (error) {
      if (!server) throw error;
      log(`TLS: ${(error as Error).message}; the certificate that was read before stays in use`);
    }
  });
  return { server: server!, stop };
}
