import { describe, expect, test } from "vitest";
import { createPcWatch } from "../../../electron/recovery/pc-watch.ts";
import type { GatewayAnswer } from "../../../electron/recovery/probe-gateway.ts";

const OFF = { state: "off", waiting: 0, held: 0, rejected: 0, delivered: 0 } as const;

/** Looks of a PC whose clock, interfaces and gateway a test sets. */
function watch() {
  const world = { at: 100_000, interfaces: 1, gateway: "answers" as GatewayAnswer, reads: 0 };
  const pc = createPcWatch({
    now: () => world.at,
    delivery: () => OFF,
    readLink: async () => {
      world.reads += 1;
      return { interfaces: world.interfaces, gatewayKnown: true, gateway: "192.0.2.1" };
    },
    probeGateway: async () => world.gateway,
  });
  return { world, pc };
}

describe("this PC's side", () => {
  test("is up or down since that was seen, and not said of later times", async () => {
    const { world, pc } = watch();
    expect(pc.link()).toBeUndefined();
    await pc.look();
    world.at += 10_000;
    await pc.look();
    expect(pc.link()).toEqual({ isUp: true, since: 100_000 });
    world.interfaces = 0;
    world.at += 10_000;
    expect((await pc.look()).hasLink).toBe(false);
    expect(pc.link()).toEqual({ isUp: false, since: 120_000 });
    world.at += 15_001;
    expect(pc.link()).toBeUndefined();
  });

  test("is read once for all who ask within five seconds", async () => {
    const { world, pc } = watch();
    await Promise.all([pc.look(), pc.look()]);
    world.at += 4_999;
    await pc.look();
    expect(world.reads).toBe(1);
  });

  test("knows of a gateway's silence only after it has answered", async () => {
    const { world, pc } = watch();
    world.gateway = "silent";
    await pc.look();
    expect(pc.gateway()).toEqual({});
    for (const [answer, known] of [
      ["answers", { answeredAt: 110_000 }],
      ["silent", { answeredAt: 110_000, failedAt: 120_000 }],
      ["unreachable", { answeredAt: 110_000, failedAt: 130_000 }],
    ] as const) {
      world.gateway = answer;
      world.at += 10_000;
      await pc.look();
      expect(pc.gateway()).toEqual(known);
    }
  });
});
