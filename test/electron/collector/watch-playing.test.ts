import { describe, expect, test } from "vitest";
import { createPlayWatch } from "../../../electron/collector/watch-playing.ts";
import type { StateChange } from "../../../shared/state-line.ts";

const [A, B, ME] = ["pc-a", "pc-b", "me"];
const NOW = Date.UTC(2026, 0, 8, 12);
const SECOND = 1_000;
let ids = 0;

/** A watch, and PCs that speak to it; all times are seconds after NOW. */
function openWatch() {
  const watch = createPlayWatch();
  const at = (seconds: number) => NOW + seconds * SECOND;
  return {
    say(
      pc: string,
      state: StateChange["state"],
      seconds: number,
      { stream = "cam", server = "a:8889", received = seconds, page = `page of ${pc}` } = {},
    ) {
      const line = {
        kind: "state",
        streamId: stream,
        state,
        since: at(seconds),
        at: at(seconds),
        server,
        page,
        id: `${++ids}`,
      } as const;
      watch.note(pc, line, at(received));
    },
    live(pc: string, seconds: number, { received = seconds, offset = 0 } = {}) {
      watch.note(pc, { kind: "alive", page: `page of ${pc}`, at: at(seconds), clockOffset: offset * SECOND }, at(received));
    },
    end: (pc: string, seconds: number) => watch.note(pc, { kind: "closed", at: at(seconds) }, at(seconds)),
    count: (alarmId: string, clients: readonly string[], seconds = 0) => watch.count(alarmId, new Set(clients), at(seconds)),
    onChange: watch.onChange,
    read: (seconds: number, but = ME) => watch.read(but, at(seconds)),
  };
}

describe("what the other PCs see", () => {
  test("as of the last sign of the page that says so, the youngest of several PCs", () => {
    const { say, live, read } = openWatch();
    say(A, "up", 0);
    say(B, "up", 0);
    live(A, 30);
    live(B, 40);
    expect(read(45)).toEqual({ plays: { cam: 5_000 }, fails: {} });
    expect(read(45, B)).toEqual({ plays: { cam: 15_000 }, fails: {} });
  });

  test("one plays it, another misses it: both are said", () => {
    const { say, read } = openWatch();
    say(A, "up", 0);
    say(B, "up", 0);
    say(B, "down", 4);
    expect(read(10)).toEqual({ plays: { cam: 10_000 }, fails: { cam: 6_000 } });
  });

  test("never what the PC that asks has said itself", () => {
    const { say, read } = openWatch();
    say(ME, "up", 0);
    expect(read(1)).toEqual({ plays: {}, fails: {} });
    expect(read(1, "nobody")).toEqual({ plays: { cam: 1_000 }, fails: {} });
  });

  test("nothing of a PC that is silent, has ended or hides it", () => {
    const { say, live, end, read } = openWatch();
    say(A, "up", 0);
    expect(read(90).plays).toEqual({ cam: 90_000 });
    expect(read(91).plays).toEqual({});
    live(A, 100); // a sign of the same page: what it said holds
    expect(read(101).plays).toEqual({ cam: 1_000 });
    say(A, "unknown", 102);
    expect(read(103).plays).toEqual({});
    say(A, "up", 104);
    end(A, 105);
    expect(read(106).plays).toEqual({});
  });

  test("a line that comes late says what was then; a clock that is ahead makes nothing younger", () => {
    const { say, live, read } = openWatch();
    say(A, "up", 0, { received: 50 });
    expect(read(50).plays).toEqual({ cam: 50_000 });
    live(A, 300, { received: 60 });
    expect(read(70).plays).toEqual({ cam: 10_000 });
    live(B, 0, { received: 100, offset: 95 }); // whose clock is 95 s slow
    say(B, "up", 2, { stream: "other", received: 101 });
    expect(read(101).plays).toMatchObject({ other: 4_000 });
  });

  test("of the streams that the asking PC has itself, where it has said which; of none with an endless name", () => {
    const { say, read } = openWatch();
    for (const stream of ["cam", "other", "x".repeat(201)]) say(A, "up", 0, { stream });
    expect(read(1).plays).toEqual({ cam: 1_000, other: 1_000 });
    say(ME, "down", 0);
    expect(read(1).plays).toEqual({ cam: 1_000 });
  });

  test("of streams with any name", () => {
    const { say, read } = openWatch();
    for (const stream of ["constructor", "cam"]) say(A, "up", 0, { stream });
    expect(read(1).plays).toEqual({ constructor: 1_000, cam: 1_000 });
  });

  test("nothing of a PC that has gone where the collector's clock was set back", () => {
    const { say, read } = openWatch();
    say(A, "up", 0);
    expect(read(-3_600).plays).toEqual({});
    say(A, "up", -3_600, { stream: "other" });
    expect(read(-3_600).plays).toMatchObject({ other: 0 });
  });

  test("of a PC whose clock was ahead before its app was started anew", () => {
    const { say, end, read } = openWatch();
    say(A, "up", 3_600, { received: 0, page: "before" });
    end(A, 5);
    say(A, "up", 10, { page: "after" });
    expect(read(11).plays).toEqual({ cam: 1_000 });
  });

  test("of a PC that comes when there have been a thousand, most of them silent by now", () => {
    const { say, read } = openWatch();
    for (let n = 0; n < 1_000; n++) say(`pc-${n}`, "up", 0, { stream: `cam-${n}` });
    say("pc-0", "up", 100, { stream: "cam-0" });
    say("new", "up", 101);
    expect(read(101).plays).toEqual({ "cam-0": 1_000, cam: 0 });
  });

  test("what was said before does not take the place of what is known", () => {
    const { say, read } = openWatch();
    say(A, "down", 10);
    say(A, "up", 0, { received: 12 });
    expect(read(12)).toMatchObject({ plays: {}, fails: { cam: 2_000 } });
  });
});

describe("how many PCs watch what an alarm is about", () => {
  test("those that play the stream, or one of the server's, whether they see it or not", () => {
    const { say, count } = openWatch();
    say("one", "up", 0, { stream: "cam-1" });
    say("two", "down", 0, { stream: "cam-2" });
    say("three", "up", 0, { stream: "cam-9", server: "b:8889" });
    const all = ["one", "two", "three"];
    expect(count("server:a:8889", all)).toBe(2);
    expect(count("stream:cam-1", all)).toBe(1);
    expect(count("unstable:b:8889", all)).toBe(1);
    expect(count("server:a:8889", ["two", "three"])).toBe(1); // who does not listen cannot be asked
  });

  test("and those that have said nothing of their streams; all where nobody is known to watch it", () => {
    const { say, count } = openWatch();
    expect(count("stream:cam", [A, B])).toBe(2);
    say(A, "up", 0);
    say(B, "up", 0, { stream: "other", server: "b:8889" });
    expect(count("stream:cam", [A, B, "new"])).toBe(2);
    expect(count("stream:of-nobody", [A, B])).toBe(2);
    expect(count("site:cam", [A, B])).toBe(2);
  });

  test("not those whose page has left, is silent, or has lost sight; another window may have taken the stream over", () => {
    const { say, live, end, count } = openWatch();
    for (const pc of [A, B]) say(pc, "up", 0);
    live(A, 80);
    expect(count("stream:cam", [A, B], 100)).toBe(1);
    say(B, "up", 100, { page: "another window" });
    say(B, "unknown", 101); // the first one, late
    expect(count("stream:cam", [A, B], 101)).toBe(2);
    say(B, "unknown", 102, { page: "another window" });
    expect(count("stream:cam", [A, B], 102)).toBe(1);
    say(B, "up", 103, { page: "another window" });
    end(A, 104);
    expect(count("stream:cam", [A, B], 104)).toBe(1);
  });

  test("tells when a PC watches other streams than before", () => {
    const { say, live, onChange } = openWatch();
    let changes = 0;
    onChange(() => changes++);
    say(A, "up", 0);
    say(A, "down", 1);
    live(A, 2);
    expect(changes).toBe(1);
    say(A, "unknown", 3);
    expect(changes).toBe(2);
  });
});
