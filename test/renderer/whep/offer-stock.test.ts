import { describe, expect, test } from "vitest";
import { createOfferStock } from "../../../renderer/whep/offer-stock.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createFakePeerConnection } from "./fake-peer-connection.ts";
import type { FakePeerConnection } from "./fake-peer-connection.ts";

function makeStock() {
  const clock = createFakeClock();
  const made: FakePeerConnection[] = [];
  const stock = createOfferStock({
    ...clock,
    createPeerConnection(configuration) {
      made.push(createFakePeerConnection(configuration));
      return made.at(-1) as unknown as RTCPeerConnection;
    },
  });
  const open = () => made.filter(({ closed }) => !closed).length;
  return { clock, made, stock, open };
}

test("the first ones of a page are those that may start at once, and the oldest goes first", async () => {
  const { made, stock } = makeStock();
  stock.warmUp(3);
  stock.warmUp(9);
  stock.warmUp(9);
  expect(made).toHaveLength(4);
  expect((await stock.take()).pc).toBe(made[0]);
});

test("more are made when few are left, many at a time", async () => {
  const { made, stock } = makeStock();
  stock.fill(60);
  expect(made).toHaveLength(16);
  for (let i = 0; i < 12; i++) await stock.take();
  stock.fill(48);
  expect(made).toHaveLength(16);
  await stock.take();
  stock.fill(47);
  expect(made).toHaveLength(16 + 13);
});

test("no more are made ahead than streams wait for one", () => {
  const { made, stock } = makeStock();
  stock.warmUp(0);
  stock.fill(0);
  expect(made).toHaveLength(0);
  stock.fill(2);
  stock.fill(2);
  expect(made).toHaveLength(2);
});

test("an empty one makes what is taken", async () => {
  const { made, stock } = makeStock();
  expect((await stock.take()).pc).toBe(made[0]);
});

test("what nobody takes is closed after ten seconds: it holds ports, and the network may change", async () => {
  const { clock, made, stock, open } = makeStock();
  stock.fill(4);
  const taken = await stock.take();
  await clock.advance(9_000);
  expect(open()).toBe(4);
  await clock.advance(1_000);
  expect(open()).toBe(1);
  expect(taken.pc.connectionState).toBe("new");
  expect((await stock.take()).pc).toBe(made[4]);
});

describe("while a server is down", () => {
  test("connections are prepared one after the other, as many as streams wait", async () => {
    const { clock, made, stock } = makeStock();
    stock.prepare(1);
    stock.prepare(3);
    expect(made).toHaveLength(0);
    await clock.advance(100);
    expect(made).toHaveLength(1);
    await clock.advance(1_000);
    expect(made).toHaveLength(3);
  });

  test("the first streams that start again take them, with the server's ICE servers or without, and no more are prepared", async () => {
    const { clock, made, stock } = makeStock();
    stock.prepare(60);
    await clock.advance(1_000);
    const prepared = made.length;
    expect(prepared).toBe(10);
    const plain = await stock.take();
    const relayed = await stock.take([{ urls: "turn:media.test" }]);
    expect(made.slice(0, prepared)).toContain(plain.pc);
    expect(made.slice(0, prepared)).toContain(relayed.pc);
    expect((relayed.pc as unknown as FakePeerConnection).iceServers).toEqual([{ urls: "turn:media.test" }]);
    stock.fill(8);
    await clock.advance(5_000);
    expect(made).toHaveLength(prepared);
  });

  test("however many wait, Chromium's 500 connections are not used up", async () => {
    const { clock, made, stock } = makeStock();
    stock.prepare(400);
    await clock.advance(20_000);
    expect(made).toHaveLength(128);
  });

  test("they are kept as long as it is down, and what is left over is closed soon after", async () => {
    const { clock, stock, open } = makeStock();
    stock.prepare(2);
    for (let asked = 0; asked < 60; asked++) {
      await clock.advance(2_000);
      stock.prepare(2);
    }
    expect(open()).toBe(2);
    await stock.take();
    await clock.advance(30_000);
    expect(open()).toBe(1);
  });
});

test("a list of ICE servers that Chromium cannot read does not cost the picture", async () => {
  const { clock, made, stock } = makeStock();
  stock.prepare(1);
  await clock.advance(100);
  made[0]!.setConfiguration = () => {
    throw new SyntaxError("'nonsense' is not a valid URL");
  };
  const { pc } = await stock.take([{ urls: "nonsense" }]);
  expect(pc).toBe(made[0]);
  expect(pc.connectionState).toBe("new");
});
