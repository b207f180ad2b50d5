import { expect, test } from "vitest";
import { sayOfOthers } from "../../../electron/room/say-of-others.ts";
import { makeEvidence, makeTile, SECOND, START } from "../../shared/alarms/make-world.ts";

const AT = START + 100 * SECOND;
const FAILED = START + 60 * SECOND;

function elsewhereOf(said: { playsAt?: number; failsAt?: number }) {
  const evidence = makeEvidence({ at: AT, tiles: [makeTile("cam", { failure: { since: FAILED } })] });
  return sayOfOthers(evidence, { ask: () => undefined, of: () => said }).tiles[0]!.failure!.elsewhere;
}

test.each<[string, { playsAt?: number; failsAt?: number }, string | undefined]>([
  ["nothing is known", {}, undefined],
  ["another plays it still", { playsAt: FAILED + 10 * SECOND }, "plays"],
  ["another had it when it failed here: it may not have noticed yet", { playsAt: FAILED + 9 * SECOND }, undefined],
  ["it fails there, too", { failsAt: FAILED + 10 * SECOND }, "fails"],
  ["one plays it and one does not", { playsAt: FAILED + 20 * SECOND, failsAt: FAILED + 30 * SECOND }, "plays"],
  ["they played it before, and miss it now", { playsAt: FAILED, failsAt: FAILED + 30 * SECOND }, "fails"],
])("%s", (_, said, elsewhere) => {
  expect(elsewhereOf(said)).toBe(elsewhere);
});

test("what they said holds for a minute and a half", () => {
  const tiles = [makeTile("cam", { failure: { since: START } })];
  const read = (at: number) =>
    sayOfOthers(makeEvidence({ at, tiles }), { ask: () => undefined, of: () => ({ playsAt: START + 20 * SECOND }) }).tiles[0]!.failure!;
  expect(read(START + 110 * SECOND).elsewhere).toBe("plays");
  expect(read(START + 111 * SECOND).elsewhere).toBeUndefined();
});

test("nobody is asked while all plays here", () => {
  let asked = 0;
  const others = { ask: () => void asked++, of: () => ({ playsAt: AT }) };
  const playing = makeEvidence({ at: AT, tiles: [makeTile("cam", { playsSince: START })] });
  expect(sayOfOthers(playing, others)).toBe(playing);
  expect(asked).toBe(0);
  sayOfOthers(makeEvidence({ at: AT, tiles: [makeTile("cam", { failure: { since: FAILED } })] }), others);
  expect(asked).toBe(1);
});
