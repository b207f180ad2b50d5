import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeFastDir } from "../../support/small-disk.ts";
import { createManualClock } from "./manual-clock.ts";
import type { ManualClock } from "./manual-clock.ts";
import { makeWallSettings, startAlarmHost } from "./start-alarm-host.ts";
import type { AlarmHost } from "./start-alarm-host.ts";

const START = Date.UTC(2026, 0, 8, 2, 10);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STREAMS = ["cam-1", "cam-2", "cam-3", "cam-4", "cam-5", "cam-6", "other"];

/** Something that happens on a wall and needs nobody. */
type Event = (wall: { host: AlarmHost; clock: ManualClock }) => Promise<void>;

const seconds = (min: number, max: number) => fc.integer({ min: min * SECOND, max: max * SECOND });
const someStreams = fc.subarray(STREAMS, { minLength: 1 });
const reason = fc.constantFrom(
  "closed_by_server" as const,
  "stalled_no_packets" as const,
  "stalled_no_frames" as const,
  "no_stream" as const,
);

/** Shorter than the on-delay, and far enough from the next one that the stream does not count as unstable. */
const blip = fc.tuple(someStreams, reason, seconds(1, 29)).map(([ids, why, length]): Event => async ({ host }) => {
  await host.fail(ids, why);
  await host.pass(length);
  await host.play(ids);
  await host.pass(10 * MINUTE);
});
/** Everything fails while the PC wakes, for longer than the on-delay: sessions are gone, the network is not there yet. */
const sleep = fc
  .tuple(seconds(20, 3 * 3_600), someStreams, seconds(0, 40))
  .map(([length, ids, waking]): Event => async ({ host, clock }) => {
    const asleep = clock.now();
    await clock.sleep(length);
    await host.hide(STREAMS, asleep);
    await host.fail(ids, "closed_by_server");
    await host.pass(waking);
    await host.play(STREAMS);
    await host.pass(10 * MINUTE);
  });
/** The PC falls asleep just as streams have begun to fail. */
const sleepInBlip = fc
  .tuple(someStreams, seconds(0, 29), seconds(10, 3_600))
  .map(([ids, before, length]): Event => async ({ host, clock }) => {
    await host.fail(ids, "stalled_no_packets");
    await host.pass(before);
    const asleep = clock.now();
    await clock.sleep(length);
    await host.hide(STREAMS, asleep);
    await host.play(STREAMS);
    await host.pass(10 * MINUTE);
  });
/** The window is hidden, or its page closed and opened: it says nothing of its streams, whatever they do. */
const hidden = fc.tuple(seconds(1, 3_600), fc.boolean(), someStreams).map(([length, isFailing, ids]): Event => async ({ host, clock }) => {
  if (isFailing) await host.fail(ids, "stalled_no_packets");
  await host.hide(STREAMS);
  await (length > 5 * MINUTE ? clock.pass(length) : host.pass(length));
  await host.play(STREAMS);
  await host.pass(10 * MINUTE);
});
/** Somebody sets the clock, while streams fail for a moment or not. */
const leap = fc
  .tuple(seconds(-7_200, 7_200), fc.option(someStreams), seconds(0, 20))
  .map(([by, ids, length]): Event => async ({ host, clock }) => {
    if (ids) await host.fail(ids, "closed_by_server");
    await clock.pass(5 * SECOND);
    clock.leap(by);
    await host.pass(length);
    await host.play(STREAMS);
    await host.pass(10 * MINUTE);
  });
/** A still night: the frozen picture is suspected, noted as a failure record, and the frames go on. */
const stillNight = fc.tuple(someStreams, seconds(60, 1_800)).map(([ids, length]): Event => async ({ host }) => {
  await host.suspectFrozen(ids);
  await host.pass(length);
});
const calm = seconds(60, 1_800).map(
  (length): Event =>
    ({ host }) =>
      host.pass(length),
);

const day = fc.array(fc.oneof(blip, sleep, sleepInBlip, hidden, leap, stillNight, calm), { minLength: 10, maxLength: 40 });

/** What was raised and told in a day of eight hours at least: its events, again and again. */
async function liveThrough(events: readonly Event[]) {
  const clock = createManualClock(START);
  const settings = await makeWallSettings();
  const shown: string[] = [];
  const host = await startAlarmHost({
    clock,
    root: makeFastDir(),
    settings: { ...settings, streams: settings.streams.filter(({ id }) => STREAMS.includes(id)) },
    onDecided: ({ events: decided }) => shown.push(...decided.map(({ type, alarmId }) => `${type} ${alarmId}`)),
  });
  await host.play(STREAMS);
  await host.pass(MINUTE);
  for (let n = 0; clock.elapsed() < 8 * HOUR; n++) await events[n % events.length]!({ host, clock });
  const raised = [...shown, ...(await host.readEvents()).map(({ type, alarmId }) => `${type} ${alarmId}`)];
  await host.close();
  return raised;
}

describe("eight hours in which nothing happens that needs anybody", () => {
  test("raise nothing, whatever happens and in whatever order: blips, sleep, hidden windows, clock leaps, a still night", async () => {
    await fc.assert(
      fc.asyncProperty(day, async (events) => {
        expect(await liveThrough(events)).toEqual([]);
      }),
      { numRuns: 6, seed: 20_260_108, endOnFailure: true },
    );
  });

  test("would be noticed if they did: one blip of the on-delay's length raises", async () => {
    const long: Event = async ({ host }) => {
      await host.fail(["cam-1"], "no_stream");
      await host.pass(31 * SECOND);
      await host.play(["cam-1"]);
      await host.pass(HOUR);
    };
    expect(await liveThrough([long])).toContain("raised stream:cam-1");
  });
});
