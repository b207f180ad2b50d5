import { describe, expect, onTestFinished, test } from "vitest";
import { startScriptedCentral } from "../delivery/scripted-central.ts";
import { headerOf, startMailServer } from "../delivery/start-mail-server.ts";
import type { ReceivedMail } from "../delivery/start-mail-server.ts";
import { MINUTE, SECOND, SECRETS, startAlertWall, streams } from "./start-alert-wall.ts";

/** A channel, and what its receiver has got: the title of each message. */
interface Receiver {
  alerts: object;
  titles: () => string[];
  goDown: () => Promise<void>;
  goUp: () => Promise<void>;
  /** The connection of the next message breaks after it was read and before it is answered. */
  cutNext: () => void;
}

async function startHttp(makeAlerts: (url: string) => object, titleOf: (body: string) => string): Promise<Receiver> {
  let cuts = 0;
  const server = await startScriptedCentral(() => (cuts-- > 0 ? "reset" : { status: 200, body: "ok" }));
  onTestFinished(() => server.goDown().catch(() => undefined));
  return {
    alerts: makeAlerts(server.url),
    titles: () => server.posts.map(({ body }) => titleOf(body)),
    goDown: server.goDown,
    goUp: server.goUp,
    cutNext: () => void (cuts = 1),
  };
}

async function startMail(): Promise<Receiver> {
  let cuts = 0;
  const mails: ReceivedMail[] = [];
  const listen = (port?: number) =>
    startMailServer({
      security: "none",
      ...(port !== undefined && { port }),
      onMail(mail, socket) {
        mails.push(mail);
        if (cuts-- > 0) socket.destroy();
      },
    });
  let server = await listen();
  const { port } = server;
  return {
    alerts: { email: { enabled: true, host: "127.0.0.1", port, security: "none", from: "wall@site.kr", to: ["a@site.kr"] } },
    titles: () => mails.map((mail) => headerOf(mail, "Subject")),
    goDown: () => server.close(),
    async goUp() {
      server = await listen(port);
    },
    cutNext: () => void (cuts = 1),
  };
}

const CHANNELS: Record<string, () => Promise<Receiver>> = {
  mail: startMail,
  Slack: () =>
    startHttp(
      (url) => {
        SECRETS.slack = `${url}/services/T0/B0/slack-geheim`;
        return { slack: { enabled: true } };
      },
      (body) => (JSON.parse(body) as { text: string }).text,
    ),
  webhook: () =>
    startHttp(
      (url) => ({ webhook: { enabled: true, url } }),
      (body) => (JSON.parse(body) as { summary: string }).summary,
    ),
};

describe.each(Object.keys(CHANNELS))("%s", (channel) => {
  async function startPlaying() {
    const receiver = await CHANNELS[channel]!();
    const wall = await startAlertWall({ alerts: receiver.alerts });
    await wall.host.play([...streams, "other"]);
    await wall.host.pass(MINUTE);
    return { ...wall, receiver };
  }

  test("the network goes before an alarm is told: it is sent when it is back, once, with its age", async () => {
    const { host, alerts, logged, receiver } = await startPlaying();
    await receiver.goDown();
    await host.fail(streams);
    await host.pass(15 * MINUTE);
    await expect.poll(() => logged.join()).toContain("retrying: connect");
    await receiver.goUp();
    alerts.retryNow();
    await expect.poll(receiver.titles).toEqual([expect.stringMatching(/^\[Alarm\] .+ 64 cameras, .+ \(sent 14 min late\)$/)]);
    await host.play(streams);
    await host.pass(5 * MINUTE);
    await expect.poll(() => receiver.titles().length).toBe(2);
    expect(receiver.titles()[1]).toMatch(/^\[Resolved\] /);
  });

  test("the network goes while an alarm is told: it comes once or twice, and everything after it once", async () => {
    const { host, alerts, logged, receiver } = await startPlaying();
    receiver.cutNext();
    await host.fail(streams);
    await host.pass(40 * SECOND);
    await expect.poll(() => logged.join()).toContain("retrying: closed");
    alerts.retryNow();
    await expect.poll(() => receiver.titles().length).toBe(2);
    await host.play(streams);
    await host.pass(5 * MINUTE);
    await expect.poll(() => receiver.titles().map((title) => title.slice(0, 6))).toEqual(["[Alarm", "[Alarm", "[Resol"]);
  });

  test("the network is away while alarms begin and end: one summary, and a message for what still stands", async () => {
    const { host, alerts, logged, receiver } = await startPlaying();
    await receiver.goDown();
    for (let i = 0; i < 2; i++) {
      await host.fail(streams);
      await host.pass(10 * MINUTE);
      await host.play(streams);
      await host.pass(10 * MINUTE);
    }
    await host.fail(["other"]);
    await host.pass(10 * MINUTE);
    await expect.poll(() => logged.join()).toContain("retrying: connect");
    await receiver.goUp();
    alerts.retryNow();
    await expect.poll(() => receiver.titles().length).toBe(2);
    expect(receiver.titles()[0]).toMatch(/^\[Summary\] 2 alarms began and ended/);
    expect(receiver.titles()[1]).toMatch(/^\[Alarm\] .+ 1 camera, .+ late\)$/);
  });
});
