import { describe, expect, test } from "vitest";
import { addDrop, addFailedAttempt, addHealthyTick, NO_ATTEMPTS } from "../../../renderer/whep/attempt-history.ts";
import type { AttemptHistory } from "../../../renderer/whep/attempt-history.ts";
import type { Evidence } from "../../../renderer/whep/classify-failure.ts";

const healthyFor = (history: AttemptHistory, ticks: number) =>
  Array.from({ length: ticks }).reduce<AttemptHistory>(addHealthyTick, history);
const CLOSED: Evidence = { kind: "closed_by_server", transport: "DTLS" };

describe("an incident", () => {
  const failedTwice = addFailedAttempt(addFailedAttempt(NO_ATTEMPTS, { id: "first", at: 1_000 }), { id: "second", at: 5_000 });

  test("begins with the first failed attempt and counts the others", () => {
    expect(failedTwice.incident).toEqual({ id: "first", startedAt: 1_000, attempts: 2 });
  });

  test("outlives 29 s of healthy frames, and the next failure begins them anew", () => {
    const again = addFailedAttempt(healthyFor(failedTwice, 29), { id: "third", at: 40_000 });
    expect(again.incident).toEqual({ id: "first", startedAt: 1_000, attempts: 3 });
    expect(healthyFor(again, 29).incident?.id).toBe("first");
  });

  test("is over after 30 s of healthy frames", () => {
    expect(healthyFor(failedTwice, 30).incident).toBeUndefined();
  });
});

describe("sessions that are dropped", () => {
  const drop = (lives: number[]) =>
    lives.reduce<[AttemptHistory, Evidence]>(
      ([history], connectedFor) => addDrop(history, { evidence: CLOSED, connectedFor }),
      [NO_ATTEMPTS, CLOSED],
    )[1];

  test.each([
    ["twice within a minute of connecting are two drops", [500, 59_000], "closed_by_server"],
    ["three times in a row never last", [500, 700, 59_000], "short_session"],
    ["are counted from zero after one that lasted", [500, 700, 60_000, 500], "closed_by_server"],
  ])("%s", (_, lives, kind) => {
    expect(drop(lives).kind).toBe(kind);
  });
});
