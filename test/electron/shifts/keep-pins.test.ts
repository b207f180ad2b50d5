import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { isPinOf, makePinHash } from "../../../electron/settings/pin-hash.ts";
import type { OperatorSettings } from "../../../shared/shifts/shift-settings.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeAuditFolder } from "../audit/open-test-audit.ts";

const HASH = await makePinHash("4711");

async function openRoom(operators: OperatorSettings[]) {
  const dataDir = makeTempDir();
  const file = join(dataDir, "settings.json");
  writeFileSync(file, JSON.stringify({ operators }));
  const room = await createControlRoom(makeControlRoomOptions(dataDir));
  onTestFinished(room.close);
  const told: unknown[] = [];
  room.onNotification((_name, payload) => told.push(payload));
  const stored = () => (JSON.parse(readFileSync(file, "utf8")) as { operators: OperatorSettings[] }).operators;
  const save = (next: OperatorSettings[]) => room.call("saveSettings", { changes: { operators: next } });
  return { room, dataDir, told, stored, save };
}

test("a page never gets a PIN's hash, and saves lists of operators all the same", async () => {
  const { room, dataDir, told, stored, save } = await openRoom([{ name: "김", pinHash: HASH }, { name: "이", pinHash: "" }]); // prettier-ignore
  const { operators } = (await room.api.getSettings({})).settings;
  expect(operators).toEqual([{ name: "김", pinHash: expect.stringMatching(/^kept:[\w-]{22}$/) }, { name: "이", pinHash: "" }]); // prettier-ignore
  const { pinHash } = await room.api.makePin({ pin: "0815" });
  // Another name, another place, a new PIN.
  const saved = await save([{ name: "이", pinHash }, { name: "김 주임", pinHash: operators[0]!.pinHash }]); // prettier-ignore
  expect(saved).toMatchObject({ ok: true });
  expect(stored()[1]).toEqual({ name: "김 주임", pinHash: HASH });
  expect(await isPinOf("0815", stored()[0]!.pinHash)).toBe(true);
  await room.close();
  const audit = (await makeAuditFolder(dataDir).lines()).join("\n");
  expect(audit).toContain('"key":"operators"');
  for (const text of [audit, JSON.stringify([saved, told])]) expect(text).not.toMatch(/scrypt|4711|0815/);
});

test("a name that stands for no hash is refused, and nobody loses a PIN", async () => {
  const { stored, save } = await openRoom([{ name: "김", pinHash: HASH }]);
  expect(await save([{ name: "김", pinHash: `kept:${"x".repeat(22)}` }])).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  expect(await save([{ name: "김", pinHash: "4711" }])).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  expect(stored()).toEqual([{ name: "김", pinHash: HASH }]);
});

test.each([
  [{ shifts: ["09:00", "09:00"] }],
  [{ shifts: ["9"] }],
  [{ operators: [{ name: "김" }, { name: "김" }] }],
  [{ operators: [{ name: " " }] }],
])("%j is refused", async (changes) => {
  const { room } = await openRoom([]);
  expect(await room.call("saveSettings", { changes })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
});
