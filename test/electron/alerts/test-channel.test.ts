import { describe, expect, test } from "vitest";
import { createChannels } from "../../../electron/alerts/create-channels.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { ALERT_INPUT_SCHEMAS } from "../../../shared/alerts/channel-test.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { CERTIFICATES } from "../../outages/certificates.ts";
import { bodyOf, headerOf, startMailServer } from "../delivery/start-mail-server.ts";
import { startReceiver } from "./start-alert-wall.ts";

/** Only the call: nothing is ever delivered here. */
function openChannels({ alerts = {}, locked = [] as string[], secrets = {} as Record<string, string> } = {}) {
  const settings = settingsSchema.parse({ alerts, language: "ko", client: { name: "PC-3" } });
  const unused = undefined as never;
  return createChannels({
    journal: unused,
    notifier: unused,
    cursors: unused,
    directory: "",
    settings: () => ({ settings, locked }),
    readSecret: async (ref) => secrets[ref],
    authorities: () => [CERTIFICATES.valid],
    sendRequest: createUndiciTransport().sendRequest,
    version: "0.1.0",
    hostName: "host",
    now: Date.now,
    random: Math.random,
    onFindings: () => undefined,
    log: () => undefined,
    timeout: 2_000,
  }).api;
}

const MAIL = { host: "127.0.0.1", from: "wall@site.kr", to: ["a@site.kr"] };

describe("the test of a channel", () => {
  test("sends a message that says so, with the settings on the screen, switched on or not", async () => {
    const mail = await startMailServer({ login: { user: "wall", password: "geheim" } });
    const { testChannel } = openChannels({ alerts: { email: { ...MAIL, port: 9 } }, secrets: { smtp: "geheim" } });
    expect(await testChannel({ channel: "email", settings: { port: mail.port, user: "wall" } })).toEqual({ ok: true });
    expect(headerOf(mail.mails[0]!, "Subject")).toBe("[시험] MTX Watch");
    expect(bodyOf(mail.mails[0]!)).toContain("보낸 PC: PC-3");
  });

  test("a webhook whose secret is its address", async () => {
    const receiver = await startReceiver();
    const { testChannel } = openChannels({ secrets: { hook: receiver.url } });
    expect(await testChannel({ channel: "webhook", settings: { secretRef: "hook" } })).toEqual({ ok: true });
    expect(receiver.payloads()).toMatchObject([{ event_action: "info", severity: "info", kind: "test" }]);
    expect(receiver.posts[0]!.headers.authorization).toBeUndefined();
  });

  test.each([
    ["email", {}, { step: "settings", detail: "host" }],
    ["email", { host: "h" }, { step: "settings", detail: "from" }],
    ["email", { host: "h", from: "a@b" }, { step: "settings", detail: "to" }],
    ["email", { ...MAIL, user: "wall" }, { step: "secret", detail: "smtp" }],
    ["slack", {}, { step: "secret", detail: "slack" }],
    ["slack", { secretRef: "bad" }, { step: "settings", detail: "url" }],
    ["webhook", {}, { step: "settings", detail: "url" }],
    ["webhook", { url: "http://h/", signSecretRef: "none" }, { step: "secret", detail: "none" }],
    ["syslog", {}, { step: "settings", detail: "host" }],
  ] as const)("%s with %j says what is missing", async (channel, settings, problem) => {
    const { testChannel } = openChannels({ secrets: { bad: "no address" } });
    expect(await testChannel({ channel, settings })).toEqual({ ok: false, problem });
  });

  test("says where it failed, in the server's words", async () => {
    const mail = await startMailServer({ refuse: ({ recipient }) => (recipient ? 550 : undefined) });
    const answer = await openChannels().testChannel({ channel: "email", settings: { ...MAIL, port: mail.port } });
    expect(answer).toEqual({ ok: false, problem: { step: "recipients", detail: expect.stringContaining("550"), statusCode: 550 } });
  });

  test.each(["alerts", "alerts.email", "alerts.email.host"])("what a policy locks (%s) is not changed by it", async (lock) => {
    const mine = await startMailServer({ security: "none" });
    const { testChannel } = openChannels({ alerts: { email: { ...MAIL, port: mine.port, security: "none" } }, locked: [lock] });
    expect(await testChannel({ channel: "email", settings: { host: "elsewhere.invalid" } })).toEqual({ ok: true });
  });

  test("settings that are none are refused", async () => {
    const { testChannel } = openChannels();
    await expect(testChannel({ channel: "email", settings: { port: "x" } })).rejects.toMatchObject({ code: "invalid_input" });
    expect(ALERT_INPUT_SCHEMAS.testChannel.safeParse({ channel: "pigeon" }).success).toBe(false);
  });
});
