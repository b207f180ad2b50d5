import { expect, test } from "vitest";
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
