import { EventSource } from "undici";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { HostBridge } from "../../../renderer/api/host-bridge.ts";
import { createHttpBridge } from "../../../renderer/api/http-bridge.ts";
import { startTinyHost } from "../../support/tiny-host.ts";
import type { TinyHost } from "../../support/tiny-host.ts";

type Answer = Parameters<typeof startTinyHost>[0];

describe("the bridge over HTTP", () => {
  let host: TinyHost;
  let bridge: HostBridge;
  let answer: Answer;
  let events: EventSource[];

  beforeEach(async () => {
    answer = () => ({ body: { ok: true, value: {} } });
    events = [];
    host = await startTinyHost((method, input) => answer(method, input));
    bridge = createHttpBridge({
      origin: host.origin,
      fetch,
      openEvents(url) {
        const opened = new EventSource(url);
        events.push(opened);
        return opened as unknown as globalThis.EventSource;
      },
      setTimeout: (callback) => Number(setTimeout(callback, 1)),
      random: () => 0,
    });
  });
  afterEach(async () => {
    for (const opened of events) opened.close();
    await host.close();
  });

  const connected = (value: boolean) => vi.waitFor(() => expect(bridge.isConnected()).toBe(value), { timeout: 20_000 });

  test("carries a call and its answer", async () => {
    answer = () => ({ body: { ok: true, value: { authorization: "Bearer x" } } });
    expect(await bridge.call("getWhepAuthorization", { serverId: "a" })).toEqual({ ok: true, value: { authorization: "Bearer x" } });
    expect(host.calls).toEqual([{ method: "getWhepAuthorization", input: { serverId: "a" } }]);
  });

  test.each<[string, ReturnType<Answer>, string]>([
    ["the host's own error", { body: { ok: false, error: { code: "locked", message: "policy" } } }, "locked"],
    ["a missing cookie", { status: 403, body: "no" }, "forbidden"],
    ["a proxy's page", { status: 200, body: "<html>" }, "unreachable"],
    ["JSON that is no result", { status: 500, body: { oops: 1 } }, "unreachable"],
    ["a cut connection", "hang up", "unreachable"],
  ])("answers %s with an error as a value", async (_name, given, code) => {
    answer = () => given;
    expect(await bridge.call("getStatus", {})).toMatchObject({ ok: false, error: { code } });
  });

  test("delivers notifications until their listener leaves", async () => {
    const heard: string[] = [];
    const end = bridge.subscribe("commandChosen", ({ command }) => heard.push(command));
    await host.listened();
    host.notify("commandChosen", { command: "showKeys" });
    await vi.waitFor(() => expect(heard).toEqual(["showKeys"]));

    end();
    const other: string[] = [];
    bridge.subscribe("commandChosen", ({ command }) => other.push(command));
    host.notify("commandChosen", { command: "openTestTile" });
    await vi.waitFor(() => expect(other).toEqual(["openTestTile"]));
    expect(heard).toEqual(["showKeys"]);
  });

  test("says when the host is lost and when it is back", async () => {
    const changes: boolean[] = [];
    bridge.onConnection(() => changes.push(bridge.isConnected()));
    await vi.waitFor(() => expect(changes).toEqual([true]), { timeout: 20_000 });
    host.dropListeners();
    await vi.waitFor(() => expect(changes).toEqual([true, false, true]), { timeout: 20_000 });
  });

  test("asks again after an answer that a browser takes for final", async () => {
    await host.listened();
    host.notificationStatus = 503;
    host.dropListeners();
    await vi.waitFor(() => expect(events.length).toBeGreaterThanOrEqual(3), { timeout: 20_000 });
    expect(bridge.isConnected()).toBe(false);
    host.notificationStatus = 200;
    await connected(true);
  });
});
