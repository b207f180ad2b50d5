import { execFileSync } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { SettingsState } from "../../../shared/settings-state.ts";
import { createControlRoom } from "../../../electron/control-room.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { startHttpServer } from "../../support/http-server.ts";
import type { TestServer } from "../../support/http-server.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { openPolicy, SLOW } from "./open-policy.ts";

const STREAM = { id: "s1", serverId: "main", path: "gate" };
const SERVER = { id: "main", whepBaseUrl: "http://127.0.0.1:9" };

describe("a policy", () => {
  let server: TestServer;
  let answer: { status: number; body: string };
  let dataDir: string;
  let policyFile: string;

  beforeEach(async () => {
    dataDir = makeTempDir();
    policyFile = join(makeTempDir(), "policy.json");
    answer = { status: 200, body: "{}" };
    server = await startHttpServer((_request, response) => void response.writeHead(answer.status).end(answer.body));
  });
  afterEach(() => server.close());

  const serve = (policy: object) => (answer = { status: 200, body: JSON.stringify(policy) });
  const writePolicy = (policy: object) => writeFileSync(policyFile, JSON.stringify(policy));

  const open = ({ hangs = false } = {}) => openPolicy({ dataDir, policyFile, hangs });

  test("elsewhere is read at the start, locks what it sets, and holds for the host that it names", async () => {
    writePolicy({ settingsUrl: server.url, language: "ko" });
    serve({
      language: "en",
      hosts: [
        { match: "wall-*", settings: { client: { name: "3" } } },
        { match: "desk", settings: { client: { name: "d" } } },
      ],
    });
    const { store } = await open();
    expect(store.state()).toMatchObject({ settings: { language: "ko", client: { name: "3" } }, warnings: [] });
    expect(store.state().locked.toSorted()).toEqual(["client.name", "language"]);
    expect(await store.save({ client: { name: "x" } })).toMatchObject({ ok: false, code: "locked" });
  });

  test("is read again every five minutes; nobody is told of one that is the same", async () => {
    writePolicy({ settingsUrl: server.url });
    serve({ servers: [SERVER], streams: [STREAM] });
    const { store, changes, lookAgain } = await open();
    expect(changes()).toBe(1);
    await lookAgain();
    expect(changes()).toBe(1);
    const { streams } = store.state().settings;
    serve({ servers: [SERVER], streams: [STREAM, { ...STREAM, id: "s2" }] });
    await lookAgain();
    expect(changes()).toBe(2);
    expect(store.state().settings.streams).toEqual([...streams, { ...streams[0], id: "s2" }]);
  });

  test("is the last good one at the next start, before anybody has answered, and for as long as nobody does", async () => {
    writePolicy({ settingsUrl: server.url });
    serve({ language: "en" });
    await open();
    answer = { status: 503, body: "" };
    const { store, atStart, said } = await open();
    expect(atStart.settings.language).toBe("en");
    expect(store.state()).toMatchObject({ settings: { language: "en" }, warnings: [] });
    expect(said).toEqual([`policy: ${server.url}: answered 503`]);
  });

  test.each([
    ["no JSON", "<html>"],
    ["no settings", '{"language": "fr"}'],
  ])("that has become %s leaves the last good one, with a warning until it is mended", async (_name, body) => {
    writePolicy({ settingsUrl: server.url });
    serve({ language: "en" });
    const { store, lookAgain } = await open();
    answer = { status: 200, body };
    await lookAgain();
    expect(store.state()).toMatchObject({ settings: { language: "en" }, warnings: [{ kind: "bad_policy", file: server.url }] });
    serve({ language: "ko" });
    await lookAgain();
    expect(store.state()).toMatchObject({ settings: { language: "ko" }, warnings: [] });
  });

  test("of more than 1 MiB is read whole, and one of more than 16 MiB is refused", async () => {
    writePolicy({ settingsUrl: server.url });
    const streams = Array.from({ length: 3_000 }, (_, n) => ({ ...STREAM, id: `s${n}`, site: "x".repeat(200), name: "y".repeat(200) }));
    serve({ servers: [SERVER], streams });
    expect(answer.body.length).toBeGreaterThan(1024 * 1024);
    const { store, lookAgain } = await open();
    expect(store.state()).toMatchObject({ warnings: [], settings: { streams: { length: 3_000 } } });
    answer = { status: 200, body: `{}${" ".repeat(16 * 1024 * 1024)}` };
    await lookAgain();
    expect(store.state()).toMatchObject({
      warnings: [{ kind: "bad_policy", file: server.url, detail: "larger than 16777216 bytes" }],
      settings: { streams: { length: 3_000 } },
    });
  });

  test("is looked for again after a look that failed", async () => {
    writePolicy({ language: "en" });
    const { store, said, lookAgain } = await open();
    const stop = store.onChange(() => {
      stop();
      throw new Error("a listener's fault");
    });
    writePolicy({ language: "ko" });
    await lookAgain();
    expect(store.state().settings.language).toBe("ko");
    expect(said).toEqual(["policy: Error: a listener's fault"]);
  });

  test("kept from one address is none of another", async () => {
    writePolicy({ settingsUrl: server.url });
    serve({ language: "en" });
    await open();
    writePolicy({ settingsUrl: `${server.url}/other` });
    answer = { status: 404, body: "" };
    expect((await open()).store.state().locked).toEqual([]);
  });

  test("may lie in a file on a share, and comes back when the share does", async () => {
    const shared = join(makeTempDir(), "shared.json");
    writePolicy({ settingsUrl: shared });
    const { store, said, lookAgain } = await open();
    expect(said).toHaveLength(1);
    writeFileSync(shared, "\uFEFF" + JSON.stringify({ language: "en" }));
    await lookAgain();
    expect(store.state().settings.language).toBe("en");
    renameSync(shared, `${shared}.away`);
    await lookAgain();
    expect(store.state().settings.language).toBe("en");
  });

  test.skipIf(process.platform === "win32")("on a share that hangs holds up nothing", async () => {
    const shared = join(makeTempDir(), "hangs.json");
    execFileSync("mkfifo", [shared]); // whoever opens it waits for the other end
    writePolicy({ settingsUrl: shared, language: "en" });
    const { store, said, lookAgain } = await open({ hangs: true });
    expect(said).toEqual([`policy: ${shared}: not read within 15 s`]);
    await lookAgain();
    expect(store.state().settings.language).toBe("en");
    await writeFile(shared, ""); // lets go of the thread
  });

  test("that comes in while the app runs is told to its pages", async () => {
    writePolicy({ settingsUrl: server.url });
    serve({ servers: [SERVER], streams: [STREAM] });
    const transport = createUndiciTransport();
    const room = await createControlRoom(makeControlRoomOptions(dataDir, { policyFile, sendRequest: transport.sendRequest }));
    onTestFinished(() => room.close().then(transport.close));
    await vi.waitFor(async () => expect((await room.api.getSettings({})).settings.streams).toHaveLength(1), SLOW);
    const told = new Promise<SettingsState>((resolve) => {
      room.onNotification((name, payload) => name === "settingsChanged" && resolve(payload as SettingsState));
    });
    await room.api.saveSettings({ changes: { language: "ko" } });
    expect(await told).toMatchObject({ locked: ["servers", "streams"], settings: { streams: [STREAM] } });
  });
});
