import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { LogFilter } from "../../../shared/log-search.ts";
import { openDesk, writeLog } from "./history-desk.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const zone = process.env.TZ;
/** Those that a change of the clock repeats or leaves out, with their neighbours, and one of midday. */
const ASKED_HOURS = [0, 1, 2, 3, 4, 12, 23];

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** What a wall clock of this zone shows, by Intl: weekday (0 is Sunday) and hour. */
function createClock(timeZone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat("en", { timeZone, weekday: "short", hour: "numeric", hourCycle: "h23" });
  return (time) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return `${["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(parts.weekday!)} ${Number(parts.hour)}`;
  };
}

const lineAt = (time: number | string) =>
  JSON.stringify({ timestamp: typeof time === "string" ? time : new Date(time).toISOString(), streamId: "a", errorType: "fetch_error" });

describe("an hour of the week", () => {
  test.each([
    ["Asia/Seoul", Date.UTC(2026, 2, 29)],
    ["Asia/Kolkata", Date.UTC(2026, 2, 29)],
    ["Europe/Berlin", Date.UTC(2026, 2, 29)],
    ["Europe/Berlin", Date.UTC(2026, 9, 25)],
    ["Australia/Lord_Howe", Date.UTC(2026, 3, 4)],
    ["Australia/Lord_Howe", Date.UTC(2026, 9, 3)],
  ])("in %s, around %i, has the lines of that cell, from the index and from the files", async (timeZone, middle) => {
    process.env.TZ = timeZone; // the history process has it from here
    const [first, last] = [middle - 16 * DAY, middle + 16 * DAY];
    const times = Array.from({ length: (last - first) / (13 * MINUTE) }, (_, n) => first + n * 13 * MINUTE);
    // Days without a line; one of another century; one without a time.
    const kept = times.filter((time) => Math.floor((time - first) / DAY) % 5 !== 1);
    const lines = [lineAt("1970-01-04T12:00:00Z"), ...kept.map(lineAt), lineAt("9998-12-31T12:00:00Z"), lineAt("yesterday")];
    const desk = openDesk();
    writeLog(join(desk.logs, "2026-01-08.jsonl"), lines);
    await desk.api.summarizeLogs({});

    const clock = createClock(timeZone);
    const window = { from: new Date(first + 5 * MINUTE).toISOString(), until: new Date(last - DAY).toISOString() };
    const within = kept.filter((time) => time >= Date.parse(window.from) && time < Date.parse(window.until));
    const byCell = Map.groupBy(within, clock);
    const { lines: counted } = await desk.api.readStatistics(window);
    for (let day = 0; day < 7; day++) {
      for (let hour = 0; hour < 24; hour++) {
        const name = `${day} ${hour}`;
        const wanted = byCell.get(name)?.length ?? 0;
        expect([name, counted!.hourOfWeek[day]![hour]]).toEqual([name, wanted]);
        if (!ASKED_HOURS.includes(hour)) continue; // each is a question of its own
        const filter: LogFilter = { ...window, hourOfWeek: { day, hour } };
        const { records } = await desk.api.summarizeLogs({ filter, facets: [], buckets: 0 });
        expect([name, records]).toEqual([name, wanted]);
      }
    }

    // A file in the index's place keeps it away: this one reads the files.
    const blocked = openDesk();
    writeLog(join(blocked.logs, "2026-01-08.jsonl"), lines);
    writeLog(join(blocked.dataDir, "index"), ["in the way"]);
    for (const hour of [1, 2, 3, 12]) {
      for (const range of [window, { from: window.from }, {}]) {
        const filter: LogFilter = { ...range, hourOfWeek: { day: 0, hour } };
        const scanned = await blocked.api.readLogPage({ filter, limit: 1_000 });
        const found = await desk.api.readLogPage({ filter, limit: 1_000 });
        expect(found.index.state).toBe("ready");
        expect(scanned.index.state).not.toBe("ready");
        expect(found.rows.length).toBeGreaterThan(10);
        expect(found.rows).toEqual(scanned.rows);
      }
    }
  });
});
