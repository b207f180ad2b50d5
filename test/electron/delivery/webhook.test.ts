import { createHmac } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createSlack } from "../../../electron/delivery/slack.ts";
import { createWebhook } from "../../../electron/delivery/webhook.ts";
import type { WebhookOptions } from "../../../electron/delivery/webhook.ts";
import { T0 } from "../../shared/alerts/make-notable.ts";
import { makeMessage } from "./make-message.ts";
import { startScriptedCentral } from "./scripted-central.ts";

const forever = new AbortController().signal;
const SECRET_PATH = "/services/T000/B000/verysecret";

function open(url: string, change: Partial<WebhookOptions> = {}) {
  const transport = createUndiciTransport();
  onTestFinished(() => transport.close());
  const common = { url, version: "0.1.0", sendRequest: transport.sendRequest, now: () => T0, timeout: 5_000 };
  return { webhook: createWebhook({ template: "generic", ...common, ...change }), slack: createSlack({ ...common, ...change }) };
}

describe("a webhook", () => {
  test("gets one JSON object, with the notification's id as its key", async () => {
    await using server = await startScriptedCentral(() => ({ status: 202 }));
    expect(await open(`${server.url}/hook?x=1`, { token: "t0ken" }).webhook.send(makeMessage(), forever)).toEqual({ kind: "delivered" });
    const [{ url, headers, body }] = server.posts as [(typeof server.posts)[0]];
    expect(url).toBe("/hook?x=1");
    expect(headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "idempotency-key": makeMessage().id,
      authorization: "Bearer t0ken",
      "user-agent": "MTXWatch/0.1.0",
    });
    expect(JSON.parse(body)).toMatchObject({ event_action: "trigger", dedup_key: "3번 관제석/server:a:8889", severity: "critical" });
  });

  test("can tell by the signature that it comes from us, and when", async () => {
    await using server = await startScriptedCentral(() => ({ status: 200 }));
    await open(server.url, { signSecret: "shared" }).webhook.send(makeMessage(), forever);
    const { headers, body } = server.posts[0]!;
    const time = headers["x-mtx-watch-timestamp"] as string;
    expect(time).toBe(String(T0 / 1_000));
    const expected = createHmac("sha256", "shared").update(`v1:${time}:${body}`).digest("hex");
    expect(headers["x-mtx-watch-signature"]).toBe(`v1=${expected}`);
  });

  test("of JANDI is asked in JANDI's way", async () => {
    await using server = await startScriptedCentral(() => ({ status: 200 }));
    await open(server.url, { template: "jandi" }).webhook.send(makeMessage(), forever);
    expect(server.posts[0]!.headers.accept).toBe("application/vnd.tosslab.jandi-v2+json");
  });
});

describe("Slack", () => {
  test("gets text, and its 'ok' is delivered", async () => {
    await using server = await startScriptedCentral(() => ({ status: 200, body: "ok" }));
    expect(await open(server.url + SECRET_PATH).slack.send(makeMessage(), forever)).toEqual({ kind: "delivered" });
    expect(JSON.parse(server.posts[0]!.body)).toMatchObject({ text: "[경보] 서버 A 응답 없음, 카메라 12대, 02:10부터", mrkdwn: false });
  });

  test.each([
    [400, "invalid_payload", "refused"],
    [403, "action_prohibited", "misconfigured"],
    [404, "no_service", "misconfigured"],
    [410, "channel_is_archived", "misconfigured"],
    [302, "", "misconfigured"],
    [500, "rollup_error", "retry"],
  ] as const)("%i %s is %s", async (status, body, kind) => {
    await using server = await startScriptedCentral(() => ({ status, body, headers: { location: "/elsewhere" } }));
    const sent = await open(server.url).slack.send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind, problem: { step: "message", statusCode: status } });
  });

  test("says when to come again", async () => {
    await using server = await startScriptedCentral(() => ({ status: 429, headers: { "retry-after": "30" } }));
    expect(await open(server.url).slack.send(makeMessage(), forever)).toMatchObject({ kind: "retry", retryAfter: 30_000 });
  });

  test("a web page in its place is no answer of it", async () => {
    await using server = await startScriptedCentral(() => ({ status: 200, headers: { "content-type": "text/html" }, body: "<html>" }));
    expect(await open(server.url).slack.send(makeMessage(), forever)).toMatchObject({ kind: "retry" });
  });

  test("a redirect is not followed", async () => {
    await using server = await startScriptedCentral(() => ({ status: 307, headers: { location: `${SECRET_PATH}/moved` } }));
    const sent = await open(server.url + SECRET_PATH).slack.send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "misconfigured", problem: { statusCode: 307 } });
    expect(server.posts).toHaveLength(1);
    expect(JSON.stringify(sent)).not.toContain("verysecret");
  });

  test("its address is never repeated, even by the one who answers", async () => {
    await using server = await startScriptedCentral(({ url }) => ({ status: 404, body: `no such page: ${url}` }));
    const sent = await open(server.url + SECRET_PATH).slack.send(makeMessage(), forever);
    expect(JSON.stringify(sent)).toContain("no such page");
    expect(JSON.stringify(sent)).not.toContain("verysecret");
  });
});

describe("without an answer, the step tells why", () => {
  test.each([
    ["nobody listens", "connect"],
    ["a name that nobody knows", "dns"],
    ["it says nothing", "timeout"],
    ["it cuts the connection", "closed"],
    ["no TLS there", "tls"],
  ] as const)("%s", async (name, step) => {
    await using server = await startScriptedCentral(() => (name === "it says nothing" ? "hang" : "reset"));
    if (name === "nobody listens") await server.goDown();
    const urls: Record<string, string> = {
      "a name that nobody knows": "http://hooks.invalid/x",
      "no TLS there": server.url.replace("http", "https"),
    };
    const sent = await open(urls[name] ?? server.url, { timeout: name === "it says nothing" ? 200 : 5_000 }).webhook.send(makeMessage(), forever); // prettier-ignore
    expect(sent).toMatchObject({ kind: step === "tls" ? "misconfigured" : "retry", problem: { step } });
  });
});
