import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createKeyStore } from "../../../electron/settings/key-store.ts";
import { createSecrets } from "../../../electron/settings/secrets.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeCipher } from "../../support/make-cipher.ts";
import { makeReport } from "../../support/make-report.ts";
import { SLOW } from "../../support/slow.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startTestCollector } from "../collector/test-collector.ts";
import { CREATED, startScriptedCentral } from "../delivery/scripted-central.ts";

async function open({ policy = {}, env = {}, settings = {} }: { policy?: object; env?: NodeJS.ProcessEnv; settings?: object } = {}) {
  const dataDir = makeTempDir();
  const policyFile = join(dataDir, "policy.json");
  writeFileSync(policyFile, JSON.stringify(policy));
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
  const log = () => undefined;
  const keyStore = createKeyStore({ cipher: makeCipher(), file: join(dataDir, "kept.json"), log });
  const transport = createUndiciTransport();
  const { api, close } = await createControlRoom(
    makeControlRoomOptions(dataDir, {
      policyFile,
      sendRequest: transport.sendRequest,
      secrets: createSecrets({ env, file: join(dataDir, "none.json"), keyStore, log }),
    }),
  );
  onTestFinished(async () => {
    await close();
    await transport.close();
  });
  return api;
}

describe("secrets", () => {
  test("are found where they are, and never told", async () => {
    const api = await open({ env: { MTX_SECRET_SMTP: "from environment" } });
    await api.keepSecret({ secretRef: "slack", value: "https://hooks.example/T0/secret" });
    const found = await api.findSecrets({ secretRefs: ["smtp", "slack", "constructor"] });
    expect(found).toEqual({ places: { smtp: "given", slack: "kept", constructor: "nowhere" }, canKeep: true });
    await api.keepSecret({ secretRef: "slack", value: "" });
    expect((await api.findSecrets({ secretRefs: ["slack"] })).places).toEqual({ slack: "nowhere" });
  });
});

describe("a test of central", () => {
  test("reads with the token that is kept, and writes nothing", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir(), token: "right" });
    const api = await open();
    expect(await api.testCentral({ url: collector.url, secretRef: "central" })).toMatchObject({ ok: false, statusCode: 401 });
    await api.keepSecret({ secretRef: "central", value: "right" });
    expect(await api.testCentral({ url: collector.url, secretRef: "central" })).toEqual({ ok: true });
    expect((await collector.send("/api/v1/error-logs/mediamtx/latest?limit=5")).body).toMatchObject({ count: 0 });
  });

  test("says that nobody answers", async () => {
    const api = await open();
    const outcome = await api.testCentral({ url: "http://127.0.0.1:9", secretRef: "" });
    expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining("did not answer") });
    expect(outcome).not.toHaveProperty("statusCode");
    await expect(api.testCentral({ url: "", secretRef: "" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("lets records go out in full again, where delivery goes to the same address", async () => {
    const hasId = ({ body }: { body: string }) => "id" in (JSON.parse(body) as object);
    await using central = await startScriptedCentral((request) =>
      request.method === "GET" ? { status: 200, body: "{}" } : hasId(request) ? { status: 422 } : CREATED,
    );
    await using other = await startScriptedCentral(() => ({ status: 200, body: "{}" }));
    const api = await open({ settings: { central: { url: central.url, enabled: true, sendFrom: "all" } } });
    let sent = 0;
    const report = async () => {
      await api.reportError(makeReport());
      sent++;
      await vi.waitUntil(async () => (await api.getStatus({})).delivery.delivered === sent, SLOW);
      return central.posts.splice(0).map(hasId);
    };
    expect([await report(), await report(), await report()]).toEqual([[true, false], [true, false], [false]]);
    expect(await api.testCentral({ url: other.url, secretRef: "" })).toEqual({ ok: true });
    expect(await report()).toEqual([false]);
    expect(await api.testCentral({ url: central.url, secretRef: "" })).toEqual({ ok: true });
    expect(await report()).toEqual([true, false]);
  });

  test("asks where the policy says, whatever was typed", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    const api = await open({ policy: { central: { url: collector.url } } });
    expect(await api.testCentral({ url: "http://127.0.0.1:9", secretRef: "" })).toEqual({ ok: true });
  });
});

test("a token that is changed is used by the delivery at once", async () => {
  const collector = await startTestCollector({ dataDir: makeTempDir(), token: "right" });
  const api = await open({ settings: { central: { url: collector.url, enabled: true, secretRef: "central", sendFrom: "all" } } });
  await api.reportError(makeReport());
  await vi.waitUntil(async () => (await api.getStatus({})).delivery.state === "misconfigured", SLOW);
  await api.keepSecret({ secretRef: "central", value: "right" });
  await vi.waitUntil(async () => (await api.getStatus({})).delivery.delivered === 1, SLOW);
});

describe("where a policy says which servers there are", () => {
  const server = { id: "a", whepBaseUrl: "http://127.0.0.1:9", auth: { kind: "basic", user: "viewer", secretRef: "cam" } };
  const credentials = { kind: "kept", auth: { kind: "basic", user: "viewer", secretRef: "cam" }, apiAuth: { kind: "none" } } as const;

  test("no other one is asked with their secrets", async () => {
    const api = await open({ policy: { servers: [server] } });
    await expect(api.surveyServer({ whepBaseUrl: "http://127.0.0.2:9", credentials })).rejects.toMatchObject({ code: "locked" });
    expect(await api.surveyServer({ whepBaseUrl: server.whepBaseUrl, credentials })).toMatchObject({ finding: "server_down" });
  });
});
