import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyNotification } from "../../../shared/alerts/ledger.ts";
import type { Ledger } from "../../../shared/alerts/ledger.ts";
import { parseNotificationLine, toNotificationRecord } from "../../../shared/alerts/notification-line.ts";
import { makeCamera, makeNotable, makeNote, SECOND, T0 } from "./make-notable.ts";
import { openChannel } from "./told-channel.ts";

const server = makeNotable();

describe("a group of alarms", () => {
  test("is told 30 s after its first failure: the wait runs beside the on-delay", () => {
    const channel = openChannel();
    channel.pass(30, [server], 3_600);
    expect(channel.lines()).toEqual(["30 open 서버 A"]);
  });

  test("that is over within the wait is never spoken of", () => {
    const channel = openChannel({ groupWaitSeconds: 60 });
    channel.pass(30, [server], 59);
    channel.pass(59, [], 86_400);
    expect(channel.lines()).toEqual([]);
  });

  test("a server dies for 120 s and returns: one message, one resolved, at once when all is clear", () => {
    const channel = openChannel();
    channel.pass(30, [server], 150);
    channel.pass(150, [], 86_400, { "server:a:8889": 120 });
    expect(channel.lines()).toEqual(["30 open 서버 A", "150 resolved (서버 A)"]);
    expect(channel.told[1]!.alarms[0]!.until).toBe(T0 + 120 * SECOND);
  });

  test("one camera stays dead: no resolved, and what is left is told with its own start", () => {
    const channel = openChannel();
    const camera = makeCamera("강남 3번", { since: T0 - 5 * SECOND }, { outlived: server.note.occurrenceId });
    channel.pass(30, [server, { ...camera, isHidden: true, outlived: undefined! }], 150);
    channel.pass(150, [camera], 3_600);
    expect(channel.lines()).toEqual(["30 open 서버 A", "330 open 강남 3번 (서버 A)"]);
    expect(channel.told[1]!.alarms[0]!.since).toBe(T0 - 5 * SECOND);
    channel.pass(3_600, [], 86_400);
    expect(channel.lines().slice(2)).toEqual(["3600 resolved (강남 3번)"]);
  });

  test("what outlives its cause belongs where that was told, though its server's group is another", () => {
    const channel = openChannel();
    const site = makeNotable({ alarmId: "site:강남", kind: "site_down", name: "강남" }, { group: "site:강남" });
    channel.pass(30, [site], 150);
    channel.pass(150, [makeCamera("강남 3번", {}, { outlived: site.note.occurrenceId })], 400);
    expect(channel.told.map(({ group }) => group)).toEqual(["site:강남", "site:강남"]);
  });

  test("new alarms of a group wait for the interval, and are told together", () => {
    const channel = openChannel();
    channel.pass(30, [makeCamera("1")], 60);
    channel.pass(60, [makeCamera("1"), makeCamera("2", { since: T0 + 40 * SECOND })], 100);
    channel.pass(100, [makeCamera("1"), makeCamera("2", { since: T0 + 40 * SECOND }), makeCamera("3", { since: T0 + 90 * SECOND })], 2_000);
    expect(channel.lines()).toEqual(["30 open 1", "330 open 2 3 1"]);
  });

  test("what is graver than all that was told does not wait for it", () => {
    const channel = openChannel();
    channel.pass(30, [makeCamera("1")], 60);
    channel.pass(60, [makeCamera("1"), makeNotable({ since: T0 + 30 * SECOND, priority: "high" })], 2_000);
    expect(channel.lines()).toEqual(["30 open 1", "60 open 서버 A 1"]);
  });

  test("the gravest is named first, then what is new", () => {
    const channel = openChannel();
    channel.pass(30, [makeCamera("1"), makeNotable({ priority: "high" }), makeCamera("2", { priority: "medium" })], 60);
    expect(channel.lines()).toEqual(["30 open 서버 A 2 1"]);
  });

  test("an alarm that becomes graver is news", () => {
    const channel = openChannel();
    channel.pass(30, [makeCamera("1")], 60);
    channel.pass(60, [makeCamera("1", { priority: "high" })], 2_000);
    expect(channel.lines()).toEqual(["30 open 1", "60 open 1"]);
  });

  test("part of it is over: told at the interval, resolved when all is", () => {
    const channel = openChannel();
    channel.pass(30, [makeCamera("1"), makeCamera("2")], 100);
    channel.pass(100, [makeCamera("2")], 500);
    channel.pass(500, [], 5_000);
    expect(channel.lines()).toEqual(["30 open 1 2", "330 open 2 (1)", "500 resolved (2)"]);
  });

  test("is repeated every 4 h for as long as nobody has acknowledged it", () => {
    const channel = openChannel();
    channel.pass(30, [server], 29_000);
    channel.pass(29_000, [{ ...server, isAcknowledged: true }], 100_000);
    expect(channel.lines()).toEqual(["30 open 서버 A", "14430 repeat 서버 A", "28830 repeat 서버 A"]);
  });

  test.each([
    ["acknowledged", { isAcknowledged: true }],
    ["shelved, in maintenance or part of another", { isHidden: true }],
  ])("what is %s is not repeated, and its end is told", (_name, change) => {
    const channel = openChannel();
    channel.pass(30, [server], 40);
    channel.pass(40, [{ ...server, ...change }], 100_000);
    channel.pass(100_000, [], 100_100);
    expect(channel.lines()).toEqual(["30 open 서버 A", "100000 resolved (서버 A)"]);
  });

  test("what is hidden from the start is never spoken of", () => {
    const channel = openChannel();
    channel.pass(30, [{ ...server, isHidden: true }], 1_000);
    channel.pass(1_000, [], 2_000);
    expect(channel.lines()).toEqual([]);
  });

  test("a new one soon after a resolved waits for the interval since the last message", () => {
    const channel = openChannel();
    channel.pass(30, [server], 150);
    channel.pass(150, [], 200);
    channel.pass(200, [makeNotable({ occurrenceId: "second", since: T0 + 170 * SECOND })], 1_000);
    expect(channel.lines()).toEqual(["30 open 서버 A", "150 resolved (서버 A)", "330 open 서버 A"]);
  });

  test("a repeat of 0 s is none", () => {
    const channel = openChannel({ repeatSeconds: 0 });
    channel.pass(30, [server], 200_000);
    expect(channel.lines()).toEqual(["30 open 서버 A"]);
  });
});

describe("routes", () => {
  const routes = [
    { priority: ["high" as const], owner: "operator" as const, channels: ["slack" as const] },
    { owner: "administrator" as const, channels: ["email" as const] },
  ];
  const all = [
    makeNotable({ alarmId: "server:h", name: "h", priority: "high" }, { group: "h" }),
    makeNotable({ alarmId: "server:m", name: "m" }, { group: "m" }),
    makeNotable({ alarmId: "disk:pc", name: "disk", kind: "disk_low", owner: "administrator" }, { group: "disk:pc" }),
  ];
  test.each([
    ["email", ["disk"]],
    ["slack", ["h"]],
    ["syslog", []],
  ] as const)("%s gets its own", (name, expected) => {
    const channel = openChannel({ routes }, name);
    channel.pass(30, all, 60);
    expect(channel.told.flatMap(({ alarms }) => alarms.map((note) => note.name))).toEqual(expected);
  });

  test("a route that is taken away resolves nothing", () => {
    const channel = openChannel();
    channel.pass(30, [server], 60);
    const ledger = channel.ledger;
    const moved = openChannel({ routes: [{ channels: ["slack"] }] });
    for (const [group, known] of ledger) moved.ledger.set(group, known);
    moved.pass(60, [server], 600);
    expect(moved.lines()).toEqual([]);
  });

  test("a channel is not told of its own trouble, the others are", () => {
    const failing = makeNotable({ alarmId: "channel:email", kind: "channel_failing", owner: "administrator" }, { group: "channel:email" });
    const [email, slack] = [openChannel({}, "email"), openChannel({}, "slack")];
    for (const channel of [email, slack]) channel.pass(600, [failing], 700);
    expect([email.told.length, slack.told.length]).toEqual([0, 1]);
  });
});

describe("quiet hours", () => {
  // T0 is 02:10 UTC on a Tuesday.
  const at = (seconds: number) => new Date(T0 + seconds * SECOND);
  const clock = (date: Date) => `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
  const quietHours = [{ days: [0, 1, 2, 3, 4, 5, 6], from: clock(at(-3_600)), to: clock(at(3_600)) }];

  test("hold back what is not of the highest priority until their end", () => {
    const channel = openChannel({ quietHours });
    channel.pass(30, [server], 7_000);
    expect(channel.lines()).toEqual(["3600 open 서버 A"]);
    expect(channel.told[0]!.due).toBe(T0 + 3_600 * SECOND);
  });

  test("never the highest priority", () => {
    const channel = openChannel({ quietHours });
    channel.pass(30, [makeNotable({ priority: "high" })], 7_000);
    channel.pass(7_000, [], 7_000);
    expect(channel.lines()).toEqual(["30 open 서버 A", "7000 resolved (서버 A)"]);
  });

  test("what began and ended in them is not spoken of", () => {
    const channel = openChannel({ quietHours });
    channel.pass(30, [server], 600);
    channel.pass(600, [], 7_000);
    expect(channel.lines()).toEqual([]);
  });

  test("a resolved is held back, too", () => {
    const channel = openChannel({ quietHours });
    channel.pass(-7_200, [makeNotable({ since: T0 - 7_230 * SECOND })], -7_100);
    channel.pass(60, [], 7_000);
    expect(channel.lines()).toEqual(["-7200 open 서버 A", "3600 resolved (서버 A)"]);
  });
});

describe("whatever happens", () => {
  /** Any history of six alarms in two groups, in steps of up to 10 min. */
  const step = fc.record({
    wait: fc.integer({ min: 1, max: 600 }),
    open: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 6 }),
    acknowledged: fc.boolean(),
  });

  function play(steps: readonly { wait: number; open: number[]; acknowledged: boolean }[]) {
    const channel = openChannel();
    let now = 0;
    let occurrences = 0;
    const present = new Map<number, ReturnType<typeof makeNotable>>();
    for (const { wait, open, acknowledged } of steps) {
      for (const n of present.keys()) if (!open.includes(n)) present.delete(n);
      for (const n of open) {
        const note = { alarmId: `stream:${n}`, occurrenceId: `${n}#${++occurrences}`, name: String(n), since: T0 + now * SECOND };
        if (!present.has(n)) present.set(n, makeNotable(note, { group: n < 3 ? "a" : "b" }));
      }
      channel.pass(now, [...present.values()].map((alarm) => ({ ...alarm, isAcknowledged: acknowledged })), now + wait - 1); // prettier-ignore
      now += wait;
    }
    channel.pass(now, [], now + 86_400);
    return channel;
  }

  test("all that was told is resolved in the end, each group's messages alternate, and they keep their distance", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { told, ledger } = play(steps);
        for (const group of ["a", "b"]) {
          const mine = told.filter((notification) => notification.group === group);
          const said = mine.filter(({ kind }) => kind !== "resolved");
          for (const [i, { at }] of said.entries()) if (i > 0) expect(at - said[i - 1]!.at).toBeGreaterThanOrEqual(300 * SECOND);
          for (const [i, { kind, isFirst }] of mine.entries()) {
            const isAfterEnd = i === 0 || mine[i - 1]!.kind === "resolved";
            expect(isFirst).toBe(isAfterEnd);
            if (isAfterEnd) expect(kind).toBe("open");
          }
          if (mine.length > 0) expect(mine.at(-1)!.kind).toBe("resolved");
        }
        for (const { told: open } of ledger.values()) expect(open.size).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test("the ledger follows from the lines of the journal alone", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(), (steps, cut) => {
        const { told } = play(steps);
        const [whole, read]: Ledger[] = [new Map(), new Map()];
        for (const notification of told.slice(0, cut % (told.length + 1))) {
          applyNotification(whole!, notification);
          applyNotification(read!, parseNotificationLine(JSON.stringify(toNotificationRecord(notification)))!);
        }
        expect(read).toEqual(whole);
      }),
    );
  });
});

test("what was found out of an alarm after it was told is said at its end", () => {
  const channel = openChannel();
  channel.pass(30, [server], 60);
  channel.pass(60, [{ ...server, note: { ...server.note, kind: "server_restarted", verdict: "server_restarted" } }], 90);
  channel.pass(90, [], 90);
  expect(channel.told.map(({ kind, alarms }) => `${kind} ${alarms[0]!.kind}`)).toEqual(["open server_down", "resolved server_restarted"]);
});

test("a note of what is over says so and lists nobody as missing", () => {
  const channel = openChannel();
  const streams = { total: 2, missing: [{ name: "1", since: T0 }] };
  channel.pass(30, [{ ...server, note: makeNote({ streams }) }], 60);
  channel.pass(90, [], 90);
  expect(channel.told[1]!.alarms[0]).toMatchObject({ until: T0 + 90 * SECOND, streams: { total: 2, missing: [] } });
});
