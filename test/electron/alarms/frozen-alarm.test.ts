import { describe, expect, test } from "vitest";
import { countEvents } from "../../shared/alarms/make-world.ts";
import { createManualClock } from "./manual-clock.ts";
import { makeWallSettings, startAlarmHost } from "./start-alarm-host.ts";

const START = Date.UTC(2026, 0, 8, 2, 10);
const SECOND = 1_000;
const MINUTE = 60_000;

/** cam-1 asks for an alarm, cam-2 does not. */
async function startWall() {
  const clock = createManualClock(START);
  const settings = await makeWallSettings();
  Object.assign(settings.streams[0]!, { frozenAlarm: true, priority: "high" });
  const host = await startAlarmHost({ clock, settings });
  await host.play(["cam-1", "cam-2"]);
  await host.pass(MINUTE);
  const since = new Date(clock.now() - MINUTE).toISOString();
  const suspect = async (...ids: string[]): Promise<void> => {
    host.alarms.noteAlive({ page: host.page, ...(ids.length > 0 && { frozen: ids.map((streamId) => ({ streamId, since })) }) });
    await host.pass(SECOND);
  };
  return { host, clock, settings, since, suspect };
}

describe("a picture that seems to stand still", () => {
  test("is an alarm where its stream asks for one, since it stands still, and over when it moves", async () => {
    const { host, since, suspect } = await startWall();
    await suspect("cam-1", "cam-2");
    const { alarms } = await host.alarms.api.getAlarms({});
    expect(alarms).toMatchObject([{ id: "frozen:cam-1", kind: "frozen", owner: "operator", priority: "high", since: Date.parse(since) }]);
    await suspect("cam-2");
    await host.pass(MINUTE);
    expect(countEvents(await host.readEvents())).toEqual({ "raised frozen": 1, "cleared frozen": 1 });
  });

  test("is nobody's suspicion any more when its page is silent", async () => {
    const { host, clock, suspect } = await startWall();
    await suspect("cam-1");
    await clock.pass(2 * MINUTE);
    await host.pass(MINUTE);
    expect(countEvents(await host.readEvents())).toEqual({ "raised frozen": 1, "cleared frozen": 1 });
  });

  test("is none while the stream is expected to be down, nor when it is switched off for the stream", async () => {
    const { host, settings, suspect } = await startWall();
    await host.alarms.api.setOutOfService({ alarmId: "stream:cam-1", isOut: true, reason: "공사" });
    await suspect("cam-1");
    await host.pass(MINUTE);
    await host.alarms.api.setOutOfService({ alarmId: "stream:cam-1", isOut: false });
    settings.streams[0]!.frozenAlarm = false;
    await suspect("cam-1");
    await host.pass(MINUTE);
    expect(countEvents(await host.readEvents())).not.toHaveProperty("raised frozen");
  });
});
