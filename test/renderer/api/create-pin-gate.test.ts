import { expect, test } from "vitest";
import { createPinGate } from "../../../renderer/api/create-pin-gate.ts";
import type { AdminState } from "../../../shared/admin-api.ts";

function startGate(admin: AdminState | undefined) {
  const called: string[] = [];
  const gate = createPinGate({ admin: () => admin, now: () => 1_000 });
  const bridge = gate.guard({
    async call(method) {
      called.push(method);
      return { ok: true, value: {} as never };
    },
  });
  return { gate, bridge, called };
}

test.each([{ admin: undefined }, { admin: { hasPin: false } }, { admin: { hasPin: true, openUntil: 1_001 } }])(
  "$admin: nobody is asked",
  async ({ admin }) => {
    const { gate, bridge, called } = startGate(admin);
    await bridge.call("openLogFolder", {});
    expect(await gate.pass()).toBe(true);
    expect([called, gate.isAsking()]).toEqual([["openLogFolder"], false]);
  },
);

test.each([{ admin: { hasPin: true } }, { admin: { hasPin: true, openUntil: 1_000 } }])(
  "$admin: what is the administrator's waits for the PIN, all else does not",
  async ({ admin }) => {
    const { gate, bridge, called } = startGate(admin);
    const calls = Promise.all([bridge.call("openLogFolder", {}), bridge.call("chooseLogs", { kind: "files" }), gate.pass()]);
    await bridge.call("getAlarms", {});
    expect([called, gate.isAsking()]).toEqual([["getAlarms"], true]);
    gate.answer(true);
    expect((await calls)[2]).toBe(true);
    expect([called, gate.isAsking()]).toEqual([["getAlarms", "openLogFolder", "chooseLogs"], false]);
  },
);

test("who thinks better of it has not passed, and the host says why nothing happens", async () => {
  const { gate, bridge, called } = startGate({ hasPin: true });
  const [passed, call] = [gate.pass(), bridge.call("openLogFolder", {})];
  gate.answer(false);
  expect(await passed).toBe(false);
  await call;
  expect(called).toEqual(["openLogFolder"]);
});
