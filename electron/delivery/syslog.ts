import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { connect as connectTcp } from "node:net";
import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { AlertSettings } from "../../shared/alerts/alert-settings.ts";
import { writeSyslogLine } from "../../shared/alerts/write-syslog-line.ts";
import type { SyslogSender } from "../../shared/alerts/write-syslog-line.ts";
import { judgeConnectionError } from "./messenger.ts";
import type { Messenger } from "./messenger.ts";

export interface SyslogOptions {
  settings: AlertSettings["syslog"];
  sender: SyslogSender;
  /** Certificates (PEM) of authorities that are trusted; undefined: Node's own. */
  authorities?: () => string[] | undefined;
  /** Milliseconds for one message. */
  timeout: number;
  /** Milliseconds in which a receiver that does not read closes the connection: 100. */
  patience?: number;
}

/**
 * RFC 5424 over UDP (5426), TCP (6587, counted) and TLS (5425). Over UDP nobody says whether it arrived. Over TCP and TLS a message counts
 * as delivered when the receiver has ended the connection after us: it has read to the end.
 */
export function createSyslog({ settings, sender, authorities, timeout, patience = 100 }: SyslogOptions): Messenger {
  const { host, port, transport } = settings;

  async function sendDatagram(line: Buffer): Promise<void> {
    const { address, family } = await lookup(host);
    const socket = createSocket(family === 6 ? "udp6" : "udp4");
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once("error", reject);
        socket.send(line, port, address, (error) => (error ? reject(error) : resolve()));
      });
    } finally {
      socket.close();
    }
  }

  function sendStream(line: Buffer, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const ca = authorities?.();
      const socket: Socket =
        transport === "tls"
          ? connectTls({
              host,
              port,
              servername: isAddress(host) ? "" : host,
              minVersion: "TLSv1.2",
              ...(ca && { ca }),
            })
          : connectTcp({ host, port });
      const fail = (error: Error): void => {
        clearTimeout(timer);
        clearTimeout(ending);
        signal.removeEventListener("abort", abort);
        socket.destroy();
        reject(error);
      };
      const abort = (): void => fail(signal.reason as Error);
      let isEnded = false;
      let ending: NodeJS.Timeout | undefined;
      const timer = setTimeout(() => fail(new Error(`no end of the connection within ${timeout / 1_000} s: timeout`)), timeout);
      signal.addEventListener("abort", abort, { once: true });
      socket.once("error", fail);
      socket.once(transport === "tls" ? "secureConnect" : "connect", () => {
        socket.write(Buffer.concat([Buffer.from(`${line.length} `), line]));
        ending = setTimeout(() => {
          isEnded = true;
          socket.end();
        }, patience);
      });
      // Who ends it before us has not waited for the message: a balancer, say, with nobody behind it.
      socket.once("end", () => {
        if (!isEnded) fail(new Error("the connection was closed unexpectedly by the receiver"));
      });
      socket.resume();
      socket.once("close", (hadError: boolean) => {
        if (hadError) return;
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
        resolve();
      });
    });
  }

  return {
    async send(message, signal) {
      const line = Buffer.from(writeSyslogLine(message, sender));
      try {
        await (transport === "udp" ? sendDatagram(line) : sendStream(line, signal));
        return { kind: "delivered" };
      } catch (error) {
        signal.throwIfAborted();
        return judgeConnectionError(error);
      }
    },
  };
}

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(":");
}
