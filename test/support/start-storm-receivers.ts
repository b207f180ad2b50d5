import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A mail server and a receiver of webhooks on loopback: what of an outage reaches people. For tests and benches. */
export interface StormReceivers {
  /** Section `alerts` of the settings that send to both; delays as they are by default. */
  alerts: { email: object; webhook: object };
  /** Kinds of the webhook's messages, and subjects of the mails, in order of arrival. */
  posts: { kind: string; summary: string; alarms: { kind: string; name: string; since: string }[] }[];
  subjects: string[];
  close(): Promise<void>;
}

export async function startStormReceivers(): Promise<StormReceivers> {
  const posts: StormReceivers["posts"] = [];
  const subjects: string[] = [];
  const receiver = createServer(async (request, response) => {
    posts.push(JSON.parse(await text(request)) as StormReceivers["posts"][number]);
    response.writeHead(200).end();
  });
  const mail = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    authOptional: true,
    async onData(stream, _session, done) {
      subjects.push(/^Subject: (.*)$/m.exec(await text(stream))?.[1] ?? "");
      done();
    },
  });
  receiver.listen(0, "127.0.0.1");
  mail.listen(0, "127.0.0.1");
  await Promise.all([once(receiver, "listening"), once(mail.server, "listening")]);
  const portOf = (address: unknown) => (address as AddressInfo).port;
  return {
    alerts: {
      webhook: { enabled: true, url: `http://127.0.0.1:${portOf(receiver.address())}/` },
      email: {
        enabled: true,
        host: "127.0.0.1",
        port: portOf(mail.server.address()),
        security: "none",
        from: "wall@site.kr",
        to: ["operator@site.kr"],
      },
    },
    posts,
    subjects,
    async close() {
      receiver.closeAllConnections();
      await Promise.all([once(receiver.close(), "close"), new Promise<void>((resolve) => mail.close(resolve))]);
    },
  };
}
