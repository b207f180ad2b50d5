import type { LookupAddress } from "node:dns";
import type { SecureContext } from "node:tls";
import { stateOf } from "../../shared/diagnostics/check.ts";
import type { CheckFinding, CheckName, CheckTarget } from "../../shared/diagnostics/check.ts";
import { judgeConnect, judgeLookup, judgeTls } from "../../shared/diagnostics/judge-connection.ts";
import type { CheckDesk, CheckLine } from "./check-desk.ts";
import { connectTo, lookUp, secureSocket } from "./probe-connection.ts";
import type { Address } from "./probe-connection.ts";

export interface CheckAddressOptions extends Address {
  target: CheckTarget;
  security: "none" | "tls" | "starttls";
  trust: () => SecureContext;
  now: () => number;
  /** Whether requests are answered there, if they may go another way than straight, as through a proxy. */
  isAnswered?: Promise<boolean>;
}

/** Name, connection and certificate of an address, a line each as far as it comes. True: it can be reached straight. */
export async function checkAddress(desk: CheckDesk, options: CheckAddressOptions): Promise<boolean> {
  const { target, host, port, security, isAnswered } = options;
  const place = placeOf(options);
  const line = (name: CheckName): CheckLine => ({ target, name, place });
  const excuse = async (finding: CheckFinding): Promise<CheckFinding> =>
    stateOf({ finding }) === "trouble" && (await isAnswered) ? { code: "proxied" } : finding;

  let addresses: LookupAddress[] = [];
  await desk.check(line("dns"), async () => {
    const found = await lookUp(host);
    addresses = found.addresses;
    return excuse(judgeLookup(host, found.outcome));
  });
  if (addresses.length === 0) return false;
  let socket: Awaited<ReturnType<typeof connectTo>>["socket"];
  await desk.check(line("tcp"), async () => {
    const opened = await connectTo({ host, port }, addresses);
    if (desk.signal.aborted) opened.socket?.destroy();
    else socket = opened.socket;
    return excuse(judgeConnect(port, opened.outcome));
  });
  if (!socket) return false;
  if (security === "none") {
    socket.destroy();
    return true;
  }
  const secure = { host, isStartTls: security === "starttls", trust: options.trust() };
  await desk.check(line("tls"), async () => excuse(judgeTls(await secureSocket(socket!, secure), options.now())));
  return true;
}

export function placeOf({ host, port }: Address): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

export function addressOf(url: string): Address & { security: "none" | "tls" } {
  const { protocol, hostname, port } = new URL(url);
  const isTls = protocol === "https:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (isTls ? 443 : 80) : Number(port),
    security: isTls ? "tls" : "none",
  };
}
