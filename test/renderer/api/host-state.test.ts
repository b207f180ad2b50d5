import { beforeEach, describe, expect, test, vi } from "vitest";
import { createApi } from "../../../renderer/api/connect-api.ts";
import type { HostBridge } from "../../../renderer/api/host-bridge.ts";
import { createHostState } from "../../../renderer/api/host-state.ts";
import type { HostStateStore } from "../../../renderer/api/host-state.ts";
import type { MethodName, NotificationName } from "../../../shared/api-names.ts";
import type { HostInfo } from "../../../shared/host-info.ts";
import type { HostStatus } from "../../../shared/host-status.ts";
import type { SettingsState } from "../../../shared/settings-state.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";

const host: HostInfo = {
  kind: "web",
  version: "0.1.0",
  clientId: "c",
  hostName: "pc",
  logsDirectory: "logs",
  settingsFile: "settings.json",
  nativeMenu: false,
  hasShell: false,
  secretsFile: "/etc/mtx-watch/secrets.json",
};
const settings: SettingsState = { settings: DEFAULT_SETTINGS, locked: [], admin: { hasPin: false }, isKiosk: false, warnings: [] };
const delivery: HostStatus["delivery"] = { state: "off", waiting: 0, held: 0, rejected: 0, delivered: 0 };
const status: HostStatus = { journal: { state: "ok", buffered: 0, lost: 0, file: "a.jsonl" }, delivery, otlp: delivery };
const failing: HostStatus = { ...status, journal: { ...status.journal, state: "failing", cause: "disk_full" } };

describe("what the page knows of its host", () => {
  let there: boolean;
  let present: { getHost: HostInfo; getSettings: SettingsState; getStatus: HostStatus };
  let waits: (() => void)[];
  let listeners: Map<NotificationName, (payload: never) => void>;
  let tellConnection: () => void;
  let statusAnswered: Promise<void>;
  let state: HostStateStore;

  beforeEach(() => {
    there = true;
    present = { getHost: host, getSettings: settings, getStatus: status };
    waits = [];
    listeners = new Map();
    statusAnswered = Promise.resolve();
  });

  function open(): void {
    const call = async (method: MethodName) => {
      const answer = there
        ? { ok: true, value: present[method as keyof typeof present] }
        : { ok: false, error: { code: "unavailable", message: "ECONNREFUSED" } };
      if (method === "getStatus") await statusAnswered;
      return answer;
    };
    const bridge = {
      call,
      parallelCalls: 4,
      isConnected: () => there,
      onConnection(listener: () => void) {
        tellConnection = listener;
        return () => undefined;
      },
      subscribe(name: NotificationName, listener: (payload: never) => void) {
        listeners.set(name, listener);
        return () => undefined;
      },
    } as HostBridge;
    state = createHostState({ api: createApi(bridge), bridge, setTimeout: (callback) => waits.push(callback), random: () => 0 });
  }
  /** Until it is called the question for the status is not answered. */
  const holdStatus = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    statusAnswered = promise;
    return resolve;
  };
  const ready = () => vi.waitFor(() => expect(state.get().phase).toBe("ready"));
  const notify = (name: NotificationName, payload: unknown) => listeners.get(name)!(payload as never);

  test("is nothing at first, then everything", async () => {
    open();
    expect(state.get()).toEqual({ phase: "loading" });
    await ready();
    expect(state.get()).toEqual({ phase: "ready", host, settings, status, connected: true });
  });

  test("says why the host is away, and asks again until it is there", async () => {
    there = false;
    open();
    await vi.waitFor(() => expect(state.get()).toMatchObject({ phase: "away", error: { code: "unavailable", message: "ECONNREFUSED" } }));
    there = true;
    waits.shift()!();
    await ready();
  });

  test("follows the host's notifications", async () => {
    open();
    await ready();
    notify("statusChanged", failing);
    notify("settingsChanged", { ...settings, locked: ["language"] });
    expect(state.get()).toMatchObject({ status: failing, settings: { locked: ["language"] } });
  });

  test("asks once more after the notifications have opened, and what says the same stays the same", async () => {
    open();
    await ready();
    tellConnection();
    const { settings: known } = state.get() as { settings: SettingsState };
    present.getSettings = structuredClone(settings);
    present.getStatus = failing; // changed before anybody could be told
    waits.shift()!();
    await vi.waitFor(() => expect(state.get()).toMatchObject({ status: failing }));
    expect((state.get() as { settings: SettingsState }).settings).toBe(known);
  });

  test("asks once more where they were open from the start: the first answers came with the page", async () => {
    open();
    await ready();
    present.getStatus = failing;
    waits.shift()!();
    await vi.waitFor(() => expect(state.get()).toMatchObject({ status: failing }));
  });

  test("what it is told while it asks is newer than the answer", async () => {
    open();
    await ready();
    const answer = holdStatus();
    present.getHost = { ...host, version: "0.2.0" };
    waits.shift()!();
    const opened = { ...settings, admin: { hasPin: true, openUntil: 1 } };
    notify("settingsChanged", opened);
    state.setStatus(failing);
    answer();
    await vi.waitFor(() => expect(state.get()).toMatchObject({ host: { version: "0.2.0" } }));
    expect(state.get()).toMatchObject({ settings: opened, status: failing });
  });

  test("what it is told before the first answers is not forgotten", async () => {
    const answer = holdStatus();
    open();
    notify("statusChanged", failing);
    answer();
    await ready();
    expect(state.get()).toMatchObject({ settings, status: failing });
  });

  test("an answer that a later question has overtaken says nothing", async () => {
    open();
    await ready();
    const answer = holdStatus();
    waits.shift()!();
    statusAnswered = Promise.resolve();
    present.getStatus = failing;
    there = false;
    tellConnection();
    there = true;
    tellConnection();
    await vi.waitFor(() => expect(state.get()).toMatchObject({ status: failing }));
    answer();
    await new Promise((resolve) => setTimeout(resolve)); // whatever the answer sets off
    expect(state.get()).toMatchObject({ status: failing });
  });

  test("keeps what it knew while the host is lost, and asks for everything once it is back", async () => {
    open();
    await ready();
    there = false;
    tellConnection();
    expect(state.get()).toMatchObject({ phase: "ready", connected: false, status });
    there = true;
    present.getStatus = failing; // changed while nobody could be told
    tellConnection();
    await vi.waitFor(() => expect(state.get()).toMatchObject({ connected: true, status: failing }));
  });
});
