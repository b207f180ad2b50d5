import { describe, expect, test } from "vitest";
import { judgeFrozen } from "../../../renderer/wall/judge-frozen.ts";
import type { FrozenMemory, PictureSample } from "../../../renderer/wall/judge-frozen.ts";
import { createSeededRandom } from "../../torture/seeded-random.ts";

const SECOND = 1_000;
const AFTER = 60 * SECOND;
const POINTS = 64 * 36;
const random = createSeededRandom(1);

/** A scene of mean 128 and deviation 64, unless told otherwise. */
function makeScene({ mean = 128, deviation = 64 } = {}): PictureSample {
  return Uint8Array.from({ length: POINTS }, (_, point) => mean + deviation * (point % 2 ? 1 : -1));
}

/** Every point differs by 0 or up to `levels`, as often up as down. */
function addNoise(scene: PictureSample, levels: number): PictureSample {
  return scene.map((luma) => luma + Math.round((2 * random() - 1) * levels));
}

/** Looks at one picture after the other, 5 s apart; the seconds at which it was suspected. */
function watch(pictures: readonly PictureSample[], { memory = undefined as FrozenMemory | undefined, from = 0, after = AFTER } = {}) {
  const suspected: number[] = [];
  pictures.forEach((sample, n) => {
    const at = from + 5 * SECOND * n;
    const [next, isSuspected] = judgeFrozen(memory, { sample, at }, after);
    memory = next;
    if (isSuspected) suspected.push(at / SECOND);
  });
  return { suspected, memory: memory! };
}
const repeat = (count: number, make: (n: number) => PictureSample) => Array.from({ length: count }, (_, n) => make(n));
const scene = makeScene();

describe("a picture", () => {
  test("that has been the same for a minute is suspected, and no longer when it moves", () => {
    const moved = makeScene({ mean: 140 });
    expect(watch([...repeat(14, () => scene), moved, moved]).suspected).toEqual([60, 65]);
  });

  test("is suspected through what an encoder makes of the same picture", () => {
    const encoded = repeat(14, () => scene.map((luma) => (random() < 0.1 ? luma + (random() < 0.5 ? 1 : -1) : luma)));
    expect(watch(encoded).suspected).toEqual([60, 65]);
  });

  test.each([
    ["the faint noise of a camera", () => addNoise(scene, 2)],
    ["a slow dusk", (n: number) => makeScene({ mean: 128 - Math.floor(n / 8) })],
    ["one small thing that moves", (n: number) => scene.map((luma, point) => (point === 1_000 + n ? 255 - luma : luma))],
  ])("with %s lives", (_what, make) => {
    expect(watch(repeat(200, make)).suspected).toEqual([]);
  });

  test.each([
    ["a night without noise", { mean: 24, deviation: 8 }],
    ["a cap on the lens", { mean: 16, deviation: 0 }],
    ["fog", { mean: 150, deviation: 4 }],
  ])("of %s is never suspected", (_what, look) => {
    expect(watch(repeat(2_000, () => makeScene(look))).suspected).toEqual([]);
  });

  test("of another size is another picture", () => {
    expect(watch([...repeat(12, () => scene), new Uint8Array(POINTS / 2)]).suspected).toEqual([]);
  });
});

describe("a scene that is often still", () => {
  const other = makeScene({ mean: 120 });

  test("has three times as long as it was still and moved again, an hour at most", () => {
    const { memory, suspected } = watch([...repeat(121, () => scene), other]); // ten minutes
    expect(suspected[0]).toBe(60);
    const again = watch(
      repeat(400, () => other),
      { memory, from: 610 * SECOND },
    );
    expect(again.suspected[0]).toBe(605 + 3 * 600);
    const allNight = watch([...repeat(7_200, () => scene), other]).memory;
    const last = watch(
      repeat(800, () => other),
      { memory: allNight, from: 36_005 * SECOND },
    );
    expect(last.suspected[0]).toBe(36_000 + 3_600);
  });

  test("is forgotten to be so while it moves for hours", () => {
    const { memory } = watch([...repeat(121, () => scene), ...repeat(3 * 720, (n) => (n % 2 ? scene : other))]);
    expect(memory.usualStillness).toBeLessThan(100 * SECOND);
  });
});

describe("while nobody looks", () => {
  const { memory } = watch(repeat(6, () => scene));

  test("a picture is not still: its time begins anew", () => {
    expect(
      watch(
        repeat(14, () => scene),
        { memory, from: 3_600 * SECOND },
      ).suspected,
    ).toEqual([3_660, 3_665]);
  });

  test("a suspicion stays what it is", () => {
    const suspected = watch(repeat(14, () => scene)).memory;
    expect(watch([scene, scene], { memory: suspected, from: 3_600 * SECOND }).suspected).toEqual([3_600, 3_605]);
  });
});
