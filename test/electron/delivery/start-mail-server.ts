import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import type { SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";
import { CERTIFICATES } from "../../outages/certificates.ts";

export interface ReceivedMail {
  from: string;
  to: string[];
  user?: string;
  isEncrypted: boolean;
  /** Headers and body as they came. */
  raw: string;
}

export interface MailServerOptions {
  /** STARTTLS is offered; else TLS from the start, or none at all. */
  security?: "starttls" | "tls" | "none";
  certificate?: "valid" | "expired";
  /** Who may log in; without it nobody has to. */
  login?: { user: string; password: string };
  /** SMTP code with which a recipient, or the message itself, is refused. */
  refuse?: (what: { recipient?: string; mail?: ReceivedMail }) => number | undefined;
  /** Just before the message would be answered. */
  onMail?: (mail: ReceivedMail, socket: Socket) => void | Promise<void>;
  port?: number;
}

/** A real SMTP server on loopback. */
export async function startMailServer(options: MailServerOptions = {}) {
  const { security = "starttls", certificate = "valid", login, refuse = () => undefined, onMail } = options;
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const refusal = (code: number, what: string) => Object.assign(new Error(`${what} refused`), { responseCode: code });
  const settings: SMTPServerOptions = {
    secure: security === "tls",
    key: CERTIFICATES.key,
    cert: CERTIFICATES[certificate],
    disabledCommands: [...(security === "starttls" ? [] : ["STARTTLS"]), ...(login ? [] : ["AUTH"])],
    authOptional: !login,
    allowInsecureAuth: security === "none",
    hideENHANCEDSTATUSCODES: true,
    closeTimeout: 1, // a socket that TLS has taken over must not be destroyed from outside: Node 24 crashes then
    onAuth({ username, password }, _session, done) {
      if (username === login?.user && password === login?.password) done(null, { user: username! });
      else done(refusal(535, `login ${password}`));
    },
    onRcptTo({ address }, _session, done) {
      const code = refuse({ recipient: address });
      if (code === undefined) done();
      else done(refusal(code, address));
    },
    async onData(stream, session, done) {
      const { envelope, secure, user } = session;
      const mail: ReceivedMail = {
        from: envelope.mailFrom ? envelope.mailFrom.address : "",
        to: envelope.rcptTo.map(({ address }) => address),
        ...(user !== undefined && { user }),
        isEncrypted: secure,
        raw: await text(stream),
      };
      const code = refuse({ mail });
      if (code !== undefined) return done(refusal(code, "message"));
      mails.push(mail);
      const mine = [...sockets].find((socket) => socket.remotePort === session.remotePort)!;
      await onMail?.(mail, mine);
      done();
    },
  };
  const server = new SMTPServer(settings);
  server.on("error", () => undefined); // a client that goes away in the middle
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server.server, "listening");
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await new Promise<void>((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { port: (server.server.address() as AddressInfo).port, mails, close };
}

/** A header of a mail that came, unfolded and decoded. */
export function headerOf({ raw }: ReceivedMail, name: string): string {
  const unfolded = raw.split("\r\n\r\n", 1)[0]!.replaceAll(/\r\n[ \t]+/g, " ");
  const value = new RegExp(`^${name}: (.*)$`, "im").exec(unfolded)?.[1] ?? "";
  return value
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?b\?([^?]*)\?=/gi, (_all, base64: string) => Buffer.from(base64, "base64").toString())
    .replaceAll(/=\?utf-8\?q\?([^?]*)\?=/gi, (_all, quoted: string) => decodeQuoted(quoted.replaceAll("_", " ")));
}

/** The text of a mail that came. */
export function bodyOf({ raw }: ReceivedMail): string {
  const body = raw.slice(raw.indexOf("\r\n\r\n") + 4);
  return /^Content-Transfer-Encoding: base64/im.test(raw)
    ? Buffer.from(body, "base64").toString()
    : decodeQuoted(body.replaceAll("=\r\n", ""));
}

function decodeQuoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
