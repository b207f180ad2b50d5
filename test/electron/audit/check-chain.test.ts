import fc from "fast-check";
import { expect, test } from "vitest";
import { createChainCheck } from "../../../electron/audit/check-chain.ts";
import type { PlacedLine } from "../../../electron/audit/check-chain.ts";
import { GENESIS, readSealed, sealLine } from "../../../electron/audit/seal-line.ts";
import type { ChainVerdict } from "../../../shared/audit/chain-verdict.ts";

/** A chain of these events. */
function makeChain(bodies: readonly object[]): { texts: string[]; head: string } {
  let prev = GENESIS;
  const texts = bodies.map((body) => {
    const { text, hash } = sealLine(body, prev);
    prev = hash;
    return text;
  });
  return { texts, head: prev };
}

function check(texts: readonly string[], head?: string): ChainVerdict {
  const chain = createChainCheck();
  for (const [i, text] of texts.entries()) chain.add({ file: "day", line: i + 1, text } satisfies PlacedLine);
  return chain.verdict(head);
}

const body = fc.record({ event: fc.constantFrom("exported", "alarm_acknowledged"), by: fc.string(), what: fc.dictionary(fc.string({ maxLength: 5 }), fc.string(), { maxKeys: 3 }) }); // prettier-ignore
const bodies = fc.array(body, { minLength: 2, maxLength: 12 }).map((list) => list.map((each, n) => ({ n, ...each })));
const index = fc.nat();
const settings = { numRuns: 100, seed: 20261126 };

test("a chain as it was written is valid, whatever stands in its lines", () => {
  fc.assert(
    fc.property(bodies, (list) => {
      const { texts, head } = makeChain(list);
      expect(check(texts, head)).toEqual({ lines: texts.length, head, breaks: [], broken: 0 });
      for (const [i, text] of texts.entries()) expect(readSealed(text)?.value).toMatchObject({ n: i });
    }),
    settings,
  );
});

test("any other character in a line is found in that line", () => {
  const character = fc.integer({ min: 0, max: 0xd7ff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(bodies, index, index, character, (list, which, where, put) => {
      const { texts, head } = makeChain(list);
      const at = which % texts.length;
      const text = texts[at]!;
      const place = where % text.length;
      const changed = text.slice(0, place) + put + text.slice(place + 1);
      fc.pre(changed !== text);
      const { breaks } = check(texts.with(at, changed), head);
      expect(breaks[0]).toMatchObject({ line: at + 1, problem: "changed" });
    }),
    settings,
  );
});

test("a line that is gone is found, the last one by the kept hash", () => {
  fc.assert(
    fc.property(bodies, index, (list, which) => {
      const { texts, head } = makeChain(list);
      const at = which % texts.length;
      const { breaks, broken } = check(texts.toSpliced(at, 1), head);
      expect({ breaks, broken }).toEqual({ breaks: [{ file: "day", line: at + 1, problem: "missing" }], broken: 1 });
    }),
    settings,
  );
});

test("any other order is found", () => {
  const order = bodies.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })));
  fc.assert(
    fc.property(order, ([list, places]) => {
      fc.pre(places.some((place, i) => place !== i));
      const { texts, head } = makeChain(list);
      const { breaks } = check(places.map((place) => texts[place]!), head); // prettier-ignore
      expect(breaks.length).toBeGreaterThan(0);
      expect(breaks.every(({ problem }) => problem === "moved")).toBe(true);
    }),
    settings,
  );
});

test("a line that stands there twice, and one that somebody has written anew with a hash of its own, are found", () => {
  fc.assert(
    fc.property(bodies, index, (list, which) => {
      const { texts, head } = makeChain(list);
      const at = which % texts.length;
      expect(check(texts.toSpliced(at, 0, texts[at]!), head).breaks).toEqual([{ file: "day", line: at + 2, problem: "moved" }]);
      const { prev } = readSealed(texts[at]!)!;
      const forged = check(texts.with(at, sealLine({ event: "forged" }, prev).text), head);
      expect(forged.breaks).toEqual([{ file: "day", line: at + 2, problem: "missing" }]);
    }),
    settings,
  );
});

test("a beginning that a later line accounts for is none that is missing", () => {
  const { texts } = makeChain([{ n: 0 }, { n: 1 }, { n: 2 }]);
  const { prev } = readSealed(texts[2]!)!;
  const last = readSealed(texts[2]!)!.hash;
  const deleted = sealLine({ event: "files_deleted", what: { file: "2026-01-08.jsonl", anchor: prev } }, last);
  expect(check(texts.slice(2)).breaks).toEqual([{ file: "day", line: 1, problem: "missing" }]);
  expect(check([texts[2]!, deleted.text], deleted.hash)).toMatchObject({ lines: 2, breaks: [], broken: 0 });
});

test("of a chain that is broken everywhere the first hundred places are named, and all are counted", () => {
  const verdict = check(Array.from({ length: 150 }, (_, n) => sealLine({ n }, "f".repeat(64)).text));
  expect(verdict.breaks.length).toBe(100);
  expect(verdict.broken).toBe(150);
});
