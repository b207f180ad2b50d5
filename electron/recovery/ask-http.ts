import { request as requestHttp } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { AskStep, CertificateEvidence } from "../../shared/finding.ts";
import { readTrust } from "../delivery/read-authorities.ts";
import { readCertificate } from "./read-certificate.ts";

export interface AskOptions {
  url: URL;
  method: "HEAD" | "OPTIONS" | "GET" | "POST" | "PATCH" | "DELETE";
  /** Names in small letters. */
  headers?: Readonly<Record<string, string>>;
  body?: string;
  authorization?: string | undefined;
  /** Largest body in bytes that is taken; 0: none is read. */
  mostBytes: number;
  /** Milliseconds for each step; `http` is the time until the whole answer is there. */
  deadlines?: Partial<Record<AskStep, number>>;
  /** Goes on with a certificate that is not to be trusted, to see what else there is. Never with `authorization`. */
  anyCertificate?: boolean;
  signal?: AbortSignal;
}

/** What became of one request. `code` is Node's, or `TIMEOUT`, `TOO_LARGE`, `CUT_OFF` (the answer ended early). */
export type Asked = { certificate?: CertificateEvidence } & (
  | { kind: "answer"; status: number; headers: IncomingMessage["headers"]; body: string; took: number }
  | { kind: "failed"; at: AskStep; code: string }
);

/** MediaMTX keeps a wrong password waiting for up to 4 s. */
const DEADLINES: Record<AskStep, number> = { dns: 2_000, tcp: 2_000, tls: 3_000, http: 6_000 };

/** One request on a connection of its own, with a deadline for each step; redirections are answers. Never rejects. */
export function askHttp({
  url,
  method,
  authorization,
  mostBytes,
  headers,
  body,
  anyCertificate = false,
  signal,
  ...options
}: AskOptions): Promise<Asked> {
  const deadlines = { ...DEADLINES, ...options.deadlines };
  return new Promise((resolve) => {
    const begun = performance.now();
    let at: AskStep = isIP(url.hostname.replace(/^\[|\]$/g, "")) ? "tcp" : "dns";
    let certificate: CertificateEvidence | undefined;
    const isTls = url.protocol === "https:";
    const request = (isTls ? requestHttps : requestHttp)(url, {
      method,
      agent: false,
      rejectUnauthorized: !anyCertificate || authorization !== undefined,
      ...(isTls && { secureContext: readTrust() }),
      headers: { ...headers, connection: "close", ...(authorization === undefined ? {} : { authorization }) },
    });
    let timer = setTimeout(giveUp, deadlines[at]);

    function giveUp(): void {
      settle({ kind: "failed", at, code: "TIMEOUT" });
    }
    function reach(step: AskStep): void {
      at = step;
      clearTimeout(timer);
      timer = setTimeout(giveUp, deadlines[step]);
    }
    function settle(outcome: Asked): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      resolve({ ...(certificate && { certificate }), ...outcome });
      request.destroy();
    }

    request.on("socket", (socket: Socket) => {
      socket.on("lookup", (error: Error | null) => error ?? reach("tcp"));
      socket.on("connect", () => reach(isTls ? "tls" : "http"));
      socket.on("secureConnect", () => {
        certificate = readCertificate(socket as TLSSocket, url.hostname);
        reach("http");
      });
    });
    request.on("error", (error: NodeJS.ErrnoException) => settle({ kind: "failed", at, code: codeOf(error) }));
    request.on("response", (response) => {
      const finish = (body: string): void => {
        const took = Math.round(performance.now() - begun);
        settle({ kind: "answer", status: response.statusCode ?? 0, headers: response.headers, body, took });
      };
      if (mostBytes === 0) finish("");
      else readText(response, mostBytes).then(finish, (code: string) => settle({ kind: "failed", at, code }));
    });
    if (signal?.aborted) giveUp();
    signal?.addEventListener("abort", giveUp, { once: true });
    request.end(body);
  });
}

/** Rejects with a code. */
function readText(response: IncomingMessage, most: number): Promise<string> {
  return new Promise((resolve, reject: (code: string) => void) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > most) reject("TOO_LARGE");
      else chunks.push(chunk);
    });
    response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    response.on("error", () => reject("CUT_OFF"));
    response.on("aborted", () => reject("CUT_OFF"));
  });
}

/** Of several addresses that were tried in turn, the first one's. */
export function codeOf(error: NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] }): string {
  return error.code ?? error.errors?.[0]?.code ?? "UNKNOWN";
}
