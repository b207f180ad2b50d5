import { describe, expect, test } from "vitest";
import { countOutage, findOutageProblems } from "./judge-outage.ts";
import type { OutageEvidence } from "./judge-outage.ts";
import { OUTAGE_KINDS } from "./outage-kinds.ts";

const kind = OUTAGE_KINDS.find(({ name }) => name === "500")!;
const GOOD: OutageEvidence = {
  kind,
  central: "collector",
  ids: ["a", "b", "c", "d"],
  spoilt: new Set(["c"]),
  stored: ["a", "b", "d"],
  rejected: ["c"],
  left: 0,
  skipped: 0,
  states: new Set(["delivering", "retrying", "idle"]),
  requests: 30,
  lostAnswers: 0,
  seconds: 1,
};
const judge = (change: Partial<OutageEvidence>) => {
  const evidence = { ...GOOD, ...change };
  return findOutageProblems(evidence, countOutage(evidence));
};

describe("the judge of an outage", () => {
  test("finds nothing where nothing is wrong", () => {
    expect(judge({})).toEqual([]);
  });

  test.each<[string, Partial<OutageEvidence>, string]>([
    ["a record that is missing", { stored: ["a", "d"] }, "1 records are not at the central"],
    ["one that is there twice", { stored: ["a", "b", "b", "d"] }, "1 are there twice"],
    ["another order", { stored: ["b", "a", "d"] }, "1 are there in another order"],
    ["a refused one that was stored", { stored: ["a", "b", "c", "d"] }, "1 are there that should not be"],
    ["a good one put aside", { rejected: ["c", "d"] }, "1 good ones are in rejected/"],
    ["a refused one that is nowhere", { rejected: [] }, "1 refused ones are not in rejected/, or twice"],
    ["one that still waits", { left: 1 }, "1 still wait"],
    ["one that was skipped", { skipped: 1 }, "1 were skipped"],
    ["an outage that did not take place", { requests: 0 }, "there was no outage"],
    ["too many attempts", { requests: 61 }, "61 requests in the outage, at most 60 are due"],
    ["a state that was never shown", { states: new Set(["idle"]) }, "never retrying, only idle"],
  ])("finds %s", (_name, change, problem) => {
    expect(judge(change)).toEqual([problem]);
  });

  test("lets a central without ids have records twice only where answers were lost", () => {
    const twice = { central: "one by one" as const, stored: ["a", "b", "b", "d"] };
    expect(judge(twice)).toEqual(["1 are there twice"]);
    expect(judge({ ...twice, lostAnswers: 1, kind: { ...kind, losesAnswers: true } })).toEqual([]);
  });
});
