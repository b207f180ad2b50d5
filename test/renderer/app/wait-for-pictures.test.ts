import { expect, test } from "vitest";
import { LONGEST_SILENCE, LONGEST_WAIT, waitForPictures } from "../../../renderer/app/wait-for-pictures.ts";
import { settle } from "../whep/fake-clock.ts";
import { createPlayerBench } from "../whep/player-bench.ts";

function startWaiting(names: string[]) {
  const bench = createPlayerBench();
  const frames = new Map<string, () => void>();
  const streams = names.map((name) => {
    const video = { requestVideoFrameCallback: (callback: () => void) => void frames.set(name, callback) };
    return { player: bench.createPlayer(name), video: video as unknown as HTMLVideoElement };
  });
  let over = false;
  void waitForPictures(streams, bench.clock.setTimeout).then(() => (over = true));
  const [a, b] = streams.map(({ player }) => player);
  const showFrame = (name: string) => frames.get(name)!();
  return { bench, streams, a: a!, b: b!, frames, showFrame, isOver: () => settle().then(() => over) };
}

test("waits until each stream that was answered shows its picture", async () => {
  const { a, b, showFrame, isOver } = startWaiting(["a", "b"]);
  a.start();
  b.start();
  expect(await isOver()).toBe(false);
  showFrame("a");
  expect(await isOver()).toBe(false);
  showFrame("b");
  expect(await isOver()).toBe(true);
});

test("does not wait for the picture of one that has failed", async () => {
  const { bench, a, b, frames, showFrame, isOver } = startWaiting(["a", "b"]);
  a.start();
  await settle();
  bench.server.post = "refuse";
  b.start();
  expect(await isOver()).toBe(false);
  expect([...frames.keys()]).toEqual(["a"]);
  showFrame("a");
  expect(await isOver()).toBe(true);
});

test("waits for a silent server no longer than somebody should read of it", async () => {
  const { bench, a, b, showFrame, isOver } = startWaiting(["a", "b"]);
  bench.server.post = "hold";
  b.start();
  await settle();
  bench.server.post = "created";
  a.start();
  await settle();
  await bench.clock.advance(LONGEST_SILENCE - 1);
  showFrame("a");
  await settle();
  await bench.clock.advance(LONGEST_SILENCE - 1);
  expect(await isOver()).toBe(false);
  await bench.clock.advance(1);
  expect(await isOver()).toBe(true);
});

test("nor for a picture of one that was answered", async () => {
  const { bench, a, b, isOver } = startWaiting(["a", "b"]);
  a.start();
  b.start();
  await settle();
  await bench.clock.advance(LONGEST_SILENCE - 1);
  expect(await isOver()).toBe(false);
  await bench.clock.advance(1);
  expect(await isOver()).toBe(true);
});

test("while more and more of them come, no longer than somebody should wait for the page", async () => {
  const names = Array.from({ length: 10 }, (_, i) => `s${i}`);
  const { bench, streams, showFrame, isOver } = startWaiting(names);
  for (const { player } of streams) player.start();
  await settle();
  const pause = LONGEST_SILENCE - 1;
  const pauses = Math.floor(LONGEST_WAIT / pause);
  for (const name of names.slice(0, pauses)) {
    expect(await isOver()).toBe(false);
    await bench.clock.advance(pause);
    showFrame(name);
    await settle();
  }
  expect(await isOver()).toBe(false);
  await bench.clock.advance(LONGEST_WAIT - pauses * pause);
  expect(await isOver()).toBe(true);
});

test("without streams there is nothing to wait for", async () => {
  expect(await startWaiting([]).isOver()).toBe(true);
});
