import { expect, test } from "vitest";
import { nextRecoveryStep } from "../../../renderer/whep/next-recovery-step.ts";
import type { RecoveryCase } from "../../../renderer/whep/next-recovery-step.ts";
import { REASON_NAMES } from "../../../shared/reasons.ts";
import type { TileStep } from "../../../shared/state-line.ts";

const FRESH: RecoveryCase = { reason: "stalled_no_packets", isAutomatic: true, hasAddress: true, isOriginDown: false, tried: new Set() };
const NO_PACKETS = { reason: "stalled_no_packets" } as const;
const NO_FRAMES = { reason: "stalled_no_frames" } as const;
const after = (...steps: TileStep[]) => ({ tried: new Set(steps) });

test.each<[string, Partial<RecoveryCase>, TileStep]>([
  ["no packets arrive", NO_PACKETS, "ice_restart"],
  ["no packets arrive after a restart", { ...NO_PACKETS, ...after("ice_restart") }, "new_session"],
  ["no packets arrive, and the session has no address", { ...NO_PACKETS, hasAddress: false }, "new_session"],
  ["no packets arrive, and the whole server is down", { ...NO_PACKETS, isOriginDown: true }, "new_session"],
  ["packets arrive, and no picture", NO_FRAMES, "new_stream"],
  ["packets arrive, and no picture even with another stream", { ...NO_FRAMES, ...after("new_stream") }, "new_session"],
  ["another stream had helped, and now no packets arrive", { ...NO_PACKETS, ...after("new_stream") }, "ice_restart"],
  ["no packets arrive, and it is switched off", { ...NO_PACKETS, isAutomatic: false }, "new_session"],
  ["packets arrive, no picture, and it is switched off", { ...NO_FRAMES, isAutomatic: false }, "new_session"],
])("%s", (_, change, step) => {
  expect(nextRecoveryStep({ ...FRESH, ...change })).toBe(step);
});

test("whatever else has failed, another session is asked for at once", () => {
  const others = REASON_NAMES.filter((reason) => reason !== "stalled_no_packets" && reason !== "stalled_no_frames");
  expect(new Set(others.map((reason) => nextRecoveryStep({ ...FRESH, reason })))).toEqual(new Set(["new_session"]));
});
