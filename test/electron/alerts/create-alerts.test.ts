import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bodyOf, headerOf, startMailServer } from "../delivery/start-mail-server.ts";
import { MINUTE, SECOND, SECRETS, START, startAlertWall, startReceiver, streams } from "./start-alert-wall.ts";

const webhookTo = (url: string) => ({ webhook: { enabled: true, url } });

async function startPlaying(options: Parameters<typeof startAlertWall>[0]) {
  const wall = await startAlertWall(options);
  await wall.host.play([...streams, "other"]);
  await wall.host.pass(MINUTE);
  return wall;
}

/** Lines of the notifications journal, as `channel kind`. */
function readJournal(root: string): string[] {
  const folder = join(root, "logs", "notifications");
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1));
  return lines.map((line) => {
    const { channel, kind } = JSON.parse(line) as { channel: string; kind: string };
    return `${channel} ${kind}`;
  });
}

describe("a server with 64 streams", () => {
  test("is away for 120 s: one message out and one resolved, by webhook, mail and Slack", async () => {
    const receiver = await startReceiver();
    const slack = await startReceiver();
    SECRETS.slack = `${slack.url}/services/T0/slack-geheim`;
    const mail = await startMailServer({ login: { user: "wall", password: SECRETS.smtp! } });
    const email = { enabled: true, host: "127.0.0.1", port: mail.port, user: "wall", from: "wall@site.kr", to: ["a@site.kr"] };
    const { host, root } = await startPlaying({
      alerts: { ...webhookTo(receiver.url), slack: { enabled: true }, email },
    });
    const countSent = () => [receiver.posts.length, slack.posts.length, mail.mails.length];
    await host.fail(streams);
    await host.pass(30 * SECOND);
    await expect.poll(countSent).toEqual([1, 1, 1]);
    await host.pass(90 * SECOND);
    await host.play(streams);
    await host.pass(30 * SECOND);
    await expect.poll(countSent).toEqual([2, 2, 2]);
    await host.pass(10 * MINUTE);
    expect(receiver.payloads().map(({ event_action }) => event_action)).toEqual(["trigger", "resolve"]);
    expect(receiver.payloads()[0]!.alarms).toHaveLength(1);
    expect(receiver.payloads()[0]!.alarms[0]).toMatchObject({ streams: 64, since: new Date(START + MINUTE).toISOString() });
    expect(receiver.payloads()[1]!.alarms[0]).toMatchObject({ until: new Date(START + 3 * MINUTE).toISOString() });
    expect(new Set(receiver.payloads().map(({ dedup_key }) => dedup_key)).size).toBe(1);
    expect(headerOf(mail.mails[0]!, "Subject")).toMatch(/^\[Alarm\] .+ does not answer, 64 cameras, since /);
    expect(bodyOf(mail.mails[0]!)).toContain("and 44 more");
    expect(headerOf(mail.mails[1]!, "Subject")).toMatch(/back after 2 min$/);
    expect(readJournal(root).sort()).toEqual(["email", "slack", "webhook"].flatMap((name) => [`${name} open`, `${name} resolved`]));
  });

  test("returns without one camera: no resolved, and what is left is told from its own start", async () => {
    const receiver = await startReceiver();
    const { host } = await startPlaying({ alerts: webhookTo(receiver.url) });
    await host.fail(streams);
    await host.pass(120 * SECOND);
    await host.play(streams.slice(1));
    await host.pass(10 * MINUTE);
    await expect.poll(() => receiver.payloads().map(({ kind }) => kind)).toEqual(["open", "open"]);
    expect(receiver.payloads()[1]).toMatchObject({
      summary: expect.stringMatching(/is back, 63 of 64 play, cam-1 still down since /),
      alarms: [{ name: "cam-1", since: new Date(START + MINUTE).toISOString() }, { streams: 64 }],
    });
    await host.play(["cam-1"]);
    await host.pass(5 * MINUTE);
    await expect.poll(() => receiver.payloads().map(({ kind }) => kind)).toEqual(["open", "open", "resolved"]);
  });

  test("is away for a moment: nobody hears of it", async () => {
    const receiver = await startReceiver();
    const { host, root } = await startPlaying({ alerts: webhookTo(receiver.url) });
    await host.fail(streams);
    await host.pass(25 * SECOND);
    await host.play(streams);
    await host.pass(10 * MINUTE);
    expect(readJournal(root)).toEqual([]);
  });
});

describe("a restart of the host", () => {
  test("says nothing twice, and resolves what was told before it", async () => {
    const receiver = await startReceiver();
    const first = await startPlaying({ alerts: webhookTo(receiver.url) });
    await first.host.fail(streams);
    await first.host.pass(MINUTE);
    await expect.poll(() => receiver.posts.length).toBe(1);
    await first.close();
    const { clock, root, settings } = first;
    await clock.pass(5 * SECOND);
    const { host } = await startAlertWall({ alerts: webhookTo(receiver.url), clock, root, settings, page: first.host.page });
    await host.fail(streams);
    await host.pass(5 * MINUTE);
    await host.play(streams);
    await host.pass(10 * MINUTE);
    await expect.poll(() => receiver.payloads().map(({ kind }) => kind)).toEqual(["open", "resolved"]);
  });

  test("sends what had not gone out", async () => {
    const receiver = await startReceiver();
    await receiver.goDown();
    const first = await startPlaying({ alerts: webhookTo(receiver.url) });
    await first.host.fail(streams);
    await first.host.pass(MINUTE);
    await expect.poll(() => first.logged.join()).toContain("webhook: retrying: connect");
    await first.close();
    await receiver.goUp();
    const { clock, root, settings } = first;
    await clock.pass(10 * MINUTE);
    await startAlertWall({ alerts: webhookTo(receiver.url), clock, root, settings, page: first.host.page });
    await expect.poll(() => receiver.payloads()).toMatchObject([{ kind: "open", summary: expect.stringContaining("min late)") }]);
  });
});

describe("the network is away", () => {
  test("while an alarm begins: it is sent once when it is back, with its age", async () => {
    const receiver = await startReceiver();
    await receiver.goDown();
    const { host, alerts, logged, clock, root } = await startPlaying({ alerts: { ...webhookTo(receiver.url), repeatSeconds: 600 } });
    await host.fail(streams);
    await host.pass(25 * MINUTE);
    expect(readJournal(root)).toEqual(["webhook open", "webhook repeat", "webhook repeat"]);
    await expect.poll(() => logged.join()).toContain("webhook: retrying: connect");
    await receiver.goUp();
    alerts.retryNow();
    await expect.poll(() => receiver.posts.length).toBe(1);
    await clock.pass(MINUTE);
    alerts.retryNow();
    await host.pass(MINUTE);
    expect(receiver.payloads()).toMatchObject([{ kind: "open", summary: expect.stringMatching(/\(sent 24 min late\)$/) }]);
  });

  test("while alarms begin and end: one summary, and a message for what still stands", async () => {
    const receiver = await startReceiver();
    await receiver.goDown();
    const { host, alerts, logged } = await startPlaying({ alerts: webhookTo(receiver.url) });
    for (let i = 0; i < 3; i++) {
      await host.fail(streams);
      await host.pass(10 * MINUTE);
      await host.play(streams);
      await host.pass(10 * MINUTE);
    }
    await host.fail(["other"]);
    await host.pass(10 * MINUTE);
    await expect.poll(() => logged.join()).toContain("webhook: retrying: connect");
    await receiver.goUp();
    alerts.retryNow();
    await expect.poll(() => receiver.payloads().map(({ kind }) => kind)).toEqual(["summary", "open"]);
    const [summary, open] = receiver.payloads();
    expect(summary).toMatchObject({ event_action: "info", summary: expect.stringContaining("3 alarms began and ended") });
    expect(summary!.alarms).toHaveLength(3);
    expect(open!.alarms).toHaveLength(1);
    await host.play(["other"]);
    await host.pass(10 * MINUTE);
    await expect.poll(() => receiver.payloads().map(({ kind }) => kind)).toEqual(["summary", "open", "resolved"]);
  });

  test("a channel that fails for ten minutes is an alarm of the administrator, told by the others", async () => {
    const receiver = await startReceiver();
    const email = { enabled: true, host: "127.0.0.1", port: 9, from: "wall@site.kr", to: ["a@site.kr"], security: "none" };
    const { host, clock, findings } = await startPlaying({ alerts: { ...webhookTo(receiver.url), email } });
    await host.fail(streams);
    await host.pass(MINUTE);
    await expect.poll(() => findings.at(-1)).toEqual([{ kind: "channel_failing", source: "email", since: clock.now() }]);
    await host.pass(11 * MINUTE);
    const { alarms } = await host.alarms.api.getAlarms({});
    expect(alarms.find(({ id }) => id === "channel:email")).toMatchObject({ kind: "channel_failing", owner: "administrator" });
    await expect.poll(() => receiver.payloads().map(({ alarms: notes }) => notes[0]!.name)).toContain("email");
  });
});

describe("people", () => {
  test("who have acknowledged an alarm hear no more of it until it is over", async () => {
    const receiver = await startReceiver();
    const { host } = await startPlaying({ alerts: { ...webhookTo(receiver.url), repeatSeconds: 600 } });
    await host.fail(streams);
    await host.pass(MINUTE);
    const { alarms } = await host.alarms.api.getAlarms({});
    const { id, occurrenceId } = alarms.find(({ kind }) => kind === "server_down")!;
    await host.alarms.api.acknowledgeAlarms({ alarms: [{ alarmId: id, occurrenceId: occurrenceId! }] });
    await host.pass(30 * MINUTE);
    await host.play(streams);
    await host.pass(MINUTE);
    await expect.poll(() => receiver.payloads().map(({ kind }) => kind)).toEqual(["open", "resolved"]);
  });
});

test("a PC that is not among the senders sends nothing", async () => {
  const receiver = await startReceiver();
  const { host, root } = await startPlaying({ alerts: { ...webhookTo(receiver.url), senders: ["PC-1"] } });
  await host.fail(streams);
  await host.pass(10 * MINUTE);
  expect(readJournal(root)).toEqual([]);
});

test("no message, no line of the journal and no line of the log holds a secret or an address of a stream", async () => {
  const slack = await startReceiver();
  slack.answer(({ url }) => ({ status: 404, body: `nothing at ${url}` }));
  const receiver = await startReceiver();
  SECRETS.slack = `${slack.url}/services/T0/slack-geheim`;
  const mail = await startMailServer({ login: { user: "wall", password: SECRETS.smtp! } });
  const email = { enabled: true, host: "127.0.0.1", port: mail.port, user: "wall", from: "wall@site.kr", to: ["a@site.kr"] };
  const webhook = { enabled: true, url: receiver.url, signSecretRef: "sign" };
  const { host, root, settings, logged } = await startPlaying({ alerts: { email, webhook, slack: { enabled: true } } });
  settings.servers[0]!.auth = { kind: "basic", user: "viewer", secretRef: "whep" };
  await host.fail(streams);
  await host.pass(2 * MINUTE);
  await expect.poll(() => [mail.mails.length, receiver.posts.length, slack.posts.length]).toEqual([1, 1, 1]);
  await expect.poll(() => logged.join()).toContain("slack: misconfigured");
  const folder = join(root, "logs", "notifications");
  const said = [
    bodyOf(mail.mails[0]!),
    mail.mails[0]!.raw,
    receiver.posts[0]!.body,
    slack.posts[0]!.body,
    ...logged,
    ...readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")),
  ].join("\n");
  expect(said).toContain("cam-1");
  expect(said).not.toMatch(/geheim|viewer|\/whep/);
});
