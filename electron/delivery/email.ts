import type { AlertMessage } from "../../shared/alerts/alert-message.ts";
import type { AlertSettings } from "../../shared/alerts/alert-settings.ts";
import type { ChannelStep } from "../../shared/alerts/channel-test.ts";
import type { FindProxy } from "../http/find-proxy.ts";
import { hideSecrets, judgeConnectionError } from "./messenger.ts";
import type { Messenger, NotSent, Sent } from "./messenger.ts";

export interface EmailOptions {
  settings: AlertSettings["email"];
  password?: string;
  /** Certificates (PEM) of authorities that are trusted; undefined: Node's own. */
  authorities?: () => string[] | undefined;
  /** The proxy on the way to the mail server. */
  findProxy?: FindProxy;
  /** Milliseconds for each of: connecting, the greeting, any silence. */
  timeout: number;
}

/** Mail over SMTP, plain text, one connection a message. */
export function createEmail({ settings, password, authorities, findProxy, timeout }: EmailOptions): Messenger {
  const { host, port, security, user, from, to } = settings;
  /** Of the last message: who has not got it although others have. */
  let left: { id: string; to: string[] } | undefined;

  async function connect() {
    const { createTransport } = await import("nodemailer"); // a start without mail does not read it
    const proxy = await findProxy?.(`https://${host}:${port}/`);
    const ca = security === "none" ? undefined : authorities?.();
    return createTransport({
      host,
      port,
      ...(proxy !== undefined && { proxy }),
      secure: security === "tls",
      requireTLS: security === "starttls",
      ignoreTLS: security === "none",
      ...(user !== "" && { auth: { user, pass: password ?? "" } }),
      tls: { minVersion: "TLSv1.2", ...(ca && { ca }) },
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  return {
    async send(message, signal) {
      const recipients = left?.id === message.id ? left.to : to;
      const transport = await connect();
      try {
        const info = await transport.sendMail({ ...makeMail(message), from, to: recipients, signal });
        return judgeRecipients(message.id, info.rejectedErrors ?? []);
      } catch (error) {
        signal.throwIfAborted();
        return judge(error);
      } finally {
        transport.close();
      }
    },
    /** Greeting, TLS and login. */
    async verify() {
      const transport = await connect();
      try {
        await transport.verify();
        return undefined;
      } catch (error) {
        return judge(error).problem;
      } finally {
        transport.close();
      }
    },
  };

  function judge(error: unknown): NotSent {
    const { problem, ...rest } = judgeMailError(error);
    return { ...rest, problem: { ...problem, detail: hideSecrets(problem.detail, [password]) } };
  }

  /** Some have got it: who was only put off is asked again, alone. */
  function judgeRecipients(id: string, refused: readonly MailError[]): Sent {
    left = undefined;
    const putOff = refused.filter(({ responseCode = 500 }) => responseCode < 500);
    const [first] = putOff.length > 0 ? putOff : refused;
    if (!first) return { kind: "delivered" };
    const problem = { step: "recipients" as const, detail: first.message, ...withCode(first) };
    if (putOff.length === 0) return { kind: "delivered", remark: problem };
    left = { id, to: putOff.flatMap(({ recipient }) => recipient ?? []) };
    return { kind: "retry", problem };
  }
}

interface MailError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  recipient?: string;
}

/** RFC 5321: 4xx passes by itself, 5xx does not. */
function judgeMailError(error: unknown): NotSent {
  const { code, command, message, responseCode } = error as MailError;
  const step = stepOf(code, command);
  if (step === undefined) return judgeConnectionError(error);
  const isPassing = responseCode !== undefined && responseCode < 500;
  const kind = isPassing ? "retry" : step === "message" ? "refused" : "misconfigured";
  return { kind, problem: { step, detail: message, ...withCode(error as MailError) } };
}

function stepOf(code: string | undefined, command = ""): ChannelStep | undefined {
  if (code === "EAUTH" || code === "ENOAUTH") return "login";
  if (code === "EMESSAGE") return "message";
  if (code !== "EENVELOPE") return undefined;
  if (command === "DATA") return "message";
  return command === "RCPT TO" ? "recipients" : "sender";
}

function withCode({ responseCode }: MailError): { statusCode?: number } {
  return responseCode === undefined ? {} : { statusCode: responseCode };
}

/** A mail program shows the messages of one thread together, and one that comes twice has the same id. */
function makeMail({ id, at, thread, text }: AlertMessage) {
  const root = `<${Buffer.from(thread).toString("base64url").slice(0, 100)}@mtx-watch.invalid>`;
  return {
    subject: text.title,
    text: [text.title, "", ...text.lines, ""].join("\n"),
    date: new Date(at),
    messageId: `<${id}@mtx-watch.invalid>`,
    references: root,
    headers: { "Auto-Submitted": "auto-generated", ...(text.priority === "high" && text.kind === "open" && { Importance: "high" }) },
  };
}
