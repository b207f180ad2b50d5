import { describe, expect, test } from "vitest";
import { digestPending } from "../../../shared/alerts/digest-pending.ts";
import type { Notification } from "../../../shared/alerts/notification.ts";
import { HOUR, makeNote, MINUTE, T0 } from "./make-notable.ts";

/** `0 open a`, `10 resolved a`: minutes after T0, kind, group; `first` where the group was quiet before. */
function read(line: string, index: number, lines: readonly string[]): Notification {
  const [minutes = "", kind, group = "", first] = line.split(" ");
  const at = T0 + Number(minutes) * MINUTE;
  const run = lines.slice(0, index + 1).filter((other) => other.endsWith(`open ${group} first`)).length;
  const until = kind === "resolved" || kind === "summary" ? { until: at } : {};
  const note = makeNote({ alarmId: group, occurrenceId: `${group}#${run}`, name: group, since: at, ...until });
  return {
    id: `n${index}`,
    at,
    due: at,
    channel: "email",
    group,
    kind: kind as Notification["kind"],
    isFirst: first === "first",
    alarms: [note],
  };
}

function digest(lines: readonly string[], at = T0 + 3 * HOUR): string[] | undefined {
  return digestPending(lines.map(read), at)?.map(({ kind, group, due, isFirst, alarms }) =>
    [kind, group, `due ${(due - T0) / MINUTE}`, ...(isFirst ? ["first"] : []), ...alarms.map(({ name }) => name)].join(" "),
  );
}

describe("what waits for a channel that took nothing", () => {
  test.each<[string, string[], string[] | undefined]>([
    ["one message, however late", ["0 open a first"], undefined],
    ["one message of each group", ["0 open a first", "1 resolved b"], undefined],
    ["what began and ended", ["0 open a first", "10 resolved a"], ["summary  due 180 a"]],
    [
      "several that ended are one summary; what stands is a message of its own, late since it was due",
      ["0 open a first", "5 open b first", "6 open c first", "10 resolved a", "20 resolved b"],
      ["summary  due 180 a b", "open c due 6 first c"],
    ],
    ["repetitions of what was never said", ["0 open a first", "60 repeat a", "120 repeat a"], ["open a due 0 first a"]],
    ["repetitions of what was said", ["60 repeat a", "120 repeat a"], ["repeat a due 60 a"]],
    ["the end of what was told before it is told by itself", ["0 open a", "10 resolved a"], ["resolved a due 0 a"]],
    [
      "what ended and began again is in the summary and stands",
      ["0 resolved a", "10 open a first"],
      ["summary  due 180 a", "open a due 10 a"],
    ],
    [
      "what began, ended and began again is both",
      ["0 open a first", "10 resolved a", "20 open a first"],
      ["summary  due 180 a", "open a due 20 first a"],
    ],
    ["an earlier summary becomes part of the next", ["100 summary x", "90 open b first", "110 resolved b"], ["summary  due 180 x b"]],
  ])("%s", (_name, lines, expected) => expect(digest(lines)).toEqual(expected));

  test("is sent as it is while it is not late", () => {
    expect(digest(["0 open a first", "1 resolved a"], T0 + 119_999)).toBeUndefined();
    expect(digest(["0 open a first", "1 resolved a"], T0 + 120_000)).toEqual(["summary  due 2 a"]);
  });

  test("is in order after it was put in order", () => {
    const lines = ["0 open a first", "5 open b first", "10 resolved a"].map(read);
    const at = T0 + HOUR;
    const drafts = digestPending(lines, at)!;
    expect(digestPending(drafts.map((draft, i) => ({ id: `m${i}`, ...draft })), at + HOUR)).toBeUndefined(); // prettier-ignore
  });
});
