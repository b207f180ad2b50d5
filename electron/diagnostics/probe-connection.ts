/** The steps of a connection one by one, each with a deadline of its own; nothing is asked of whoever answers. None of them rejects. */
import { lookup } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import { connect, isIP } from "node:net";
import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { SecureContext } from "node:tls";
import { SILENT } from "../../shared/diagnostics/judge-connection.ts";
import type { ConnectOutcome, LookupOutcome, TlsOutcome } from "../../shared/diagnostics/judge-connection.ts";
import { codeOf } from "../recovery/ask-http.ts";
import { readCertificate } from "../recovery/read-certificate.ts";
import { startTls } from "./start-tls.ts";

/** Milliseconds for each step. */
const DEADLINE = 4_000;

export interface Address {
  /** Without brackets. */
  host: string;
  port: number;
}

export async function lookUp(host: string, deadline = DEADLINE): Promise<{ outcome: LookupOutcome; addresses: LookupAddress[] }> {
  const family = isIP(host);
  if (family !== 0) return { outcome: { kind: "literal" }, addresses: [{ address: host, family }] };
  try {
    const addresses = await withDeadline(lookup(host, { all: true }), deadline);
    return { outcome: { kind: "found", address: addresses.map(({ address }) => address).join(", ") }, addresses };
  } catch (error) {
    return { outcome: { kind: "failed", code: codeOf(error as NodeJS.ErrnoException) }, addresses: [] };
  }
}

/** The socket is the caller's to end. */
export async function connectTo(
  { host, port }: Address,
  addresses: LookupAddress[],
  deadline = DEADLINE,
): Promise<{ outcome: ConnectOutcome; socket?: Socket }> {
  const first = addresses[0]!;
  // All of them, as others connect: a name may have an address of a kind that this PC has no way to.
  const socket = connect({
    host,
    port,
    lookup: (_host, { all }, answer) => (all ? answer(null, addresses) : answer(null, first.address, first.family)),
  });
  const opened = new Promise<void>((resolve, reject) => socket.once("connect", resolve).on("error", reject));
  try {
    await withDeadline(opened, deadline);
    return { outcome: { kind: "open", address: socket.remoteAddress ?? first.address }, socket };
  } catch (error) {
    socket.destroy();
    return { outcome: { kind: "failed", code: codeOf(error as NodeJS.ErrnoException) } };
  }
}

export interface SecureOptions {
  host: string;
  /** A mail server speaks in clear before. */
  isStartTls: boolean;
  /** With the authorities that are trusted: made once, since to read them all takes 10 ms. */
  trust: SecureContext;
  deadline?: number;
}

/** Goes on with any certificate, since what it says is what is wanted. Ends the socket. */
export async function secureSocket(socket: Socket, { host, isStartTls, trust, deadline = DEADLINE }: SecureOptions): Promise<TlsOutcome> {
  const secure = async (): Promise<TlsOutcome> => {
    if (isStartTls) await startTls(socket);
    const tls = connectTls({ socket, servername: isIP(host) ? "" : host, rejectUnauthorized: false, secureContext: trust });
    await new Promise<void>((resolve, reject) => tls.once("secureConnect", resolve).on("error", reject));
    const certificate = readCertificate(tls, host);
    return certificate ? { kind: "secure", certificate } : { kind: "failed", code: "NO_CERTIFICATE" };
  };
  try {
    return await withDeadline(secure(), deadline);
  } catch (error) {
    return { kind: "failed", code: codeOf(error as NodeJS.ErrnoException) };
  } finally {
    socket.destroy();
  }
}

/** Rejects with the code SILENT. */
async function withDeadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("no answer in time"), { code: SILENT })), milliseconds);
  });
  promise.catch(() => undefined); // after the deadline nobody listens
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
