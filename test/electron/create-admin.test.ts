import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SettingsState } from "../../shared/settings-state.ts";
import { createControlRoom } from "../../electron/control-room.ts";
import { makePinHash } from "../../electron/settings/pin-hash.ts";
import { createSettingsStore } from "../../electron/settings/settings-store.ts";
import { makeControlRoomOptions } from "../support/control-room-options.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const POLICY = { adminPin: await makePinHash("4711"), client: { site: "강남" } };

function writePolicy(policy: object): string {
  const file = join(makeTempDir(), "policy.json");
  writeFileSync(file, JSON.stringify(policy), { mode: 0o600 });
  return file;
}

async function open(policy: object, isKiosk = false) {
  const said: string[] = [];
  const dataDir = makeTempDir();
  const options = { policyFile: writePolicy(policy), isKiosk, log: (line: string) => void said.push(line) };
  const room = await createControlRoom(makeControlRoomOptions(dataDir, options));
  onTestFinished(room.close);
  const states: SettingsState[] = [];
  room.onNotification((name, payload) => {
    if (name === "settingsChanged") states.push(payload as SettingsState);
  });
  const readState = async () => (await room.api.getSettings({})) satisfies SettingsState;
  return { room, states, readState, said, dataDir };
}

const REFUSED = { ok: false, error: { code: "locked" } };

describe("a PC whose policy has an administrator's PIN", () => {
  test("keeps settings and export until somebody has typed it, and nothing of an operator's work", async () => {
    const { room, states, readState, said, dataDir } = await open(POLICY);
    const save = () => room.call("saveSettings", { changes: { recovery: { serverActions: "on" } } });
    expect(await readState()).toMatchObject({
      admin: { hasPin: true },
      isKiosk: false,
      warnings: [],
      settings: { client: { site: "강남" } },
    });
    expect(await save()).toMatchObject(REFUSED);
    expect(await room.call("saveReportPdf", { name: "report.pdf" })).toMatchObject(REFUSED);
    expect(await room.call("saveSettings", { changes: { language: "ko" } })).toMatchObject({ ok: true });
    expect(await room.call("getAlarms", {})).toMatchObject({ ok: true });

    expect(await room.call("unlock", { pin: "0000" })).toEqual({ ok: true, value: { isUnlocked: false } });
    expect(await save()).toMatchObject(REFUSED);
    states.splice(0);
    expect(await room.call("unlock", { pin: "4711" })).toMatchObject({ ok: true, value: { isUnlocked: true } });
    expect(states).toMatchObject([{ admin: { hasPin: true, openUntil: expect.any(Number) } }]);
    expect(await save()).toMatchObject({ ok: true });
    await room.call("lock", {});
    expect(await save()).toMatchObject(REFUSED);

    expect(said.join("\n")).toContain("a wrong administrator's PIN, 1 in a row");
    expect(JSON.stringify([states, said])).not.toMatch(/4711|0000|scrypt/);
    expect(readFileSync(join(dataDir, "settings.json"), "utf8")).not.toContain("adminPin");
  });

  test("keeps it while its policy cannot be used, and loses it with a policy that has none", async () => {
    const policyFile = writePolicy(POLICY);
    const store = await createSettingsStore({ dataDir: makeTempDir(), policyFile, now: Date.now });
    expect(store.pinHash()).toBe(POLICY.adminPin);
    chmodSync(policyFile, 0o666);
    await store.renewPolicy();
    writeFileSync(policyFile, "{");
    await store.renewPolicy();
    expect(store.pinHash()).toBe(POLICY.adminPin);
    chmodSync(policyFile, 0o600);
    writeFileSync(policyFile, JSON.stringify({ ...POLICY, adminPin: "1234" })); // no hash
    await store.renewPolicy();
    expect(store.pinHash()).toBe(POLICY.adminPin);
    writeFileSync(policyFile, "{}");
    await store.renewPolicy();
    expect(store.pinHash()).toBe("");
  });
});

describe("a kiosk", () => {
  test.each([
    { name: "by the settings", policy: { wall: { kiosk: true } }, isKiosk: false },
    { name: "by the command line", policy: {}, isKiosk: true },
  ])("$name is left for a while, also where there is no PIN, and comes back", async ({ policy, isKiosk }) => {
    const { room, states, readState } = await open(policy, isKiosk);
    expect(await readState()).toMatchObject({ isKiosk: true, admin: { hasPin: false } });
    await room.call("unlock", { pin: "" });
    expect(await readState()).toMatchObject({ isKiosk: false });
    await room.call("lock", {});
    expect(states.map((state) => state.isKiosk).slice(-2)).toEqual([false, true]);
  });

  test("with a PIN is not left without it", async () => {
    const { room, readState } = await open({ ...POLICY, wall: { kiosk: true } });
    await room.call("unlock", { pin: "" });
    expect(await readState()).toMatchObject({ isKiosk: true });
    await room.call("unlock", { pin: "4711" });
    expect(await readState()).toMatchObject({ isKiosk: false });
  });
});
