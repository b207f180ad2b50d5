import { expect, test } from "vitest";
import { MINUTE, START, startAlertWall, startReceiver, streams } from "./start-alert-wall.ts";

const webhookTo = (url: string) => ({ webhook: { enabled: true, url } });

async function startPlaying(options: Parameters<typeof startAlertWall>[0]) {
  const wall = await startAlertWall(options);
  await wall.host.play([...streams, "other"]);
  await wall.host.pass(MINUTE);
  return wall;
}

test("what is shelved is not repeated before its shelf ends", async () => {
  const receiver = await startReceiver();
  const { host } = await startPlaying({ alerts: { ...webhookTo(receiver.url), repeatSeconds: 600 } });
  await host.fail(streams);
  await host.pass(MINUTE);
  const { alarms } = await host.alarms.api.getAlarms({});
  await host.alarms.api.shelveAlarm({ alarmId: alarms.find(({ kind }) => kind === "server_down")!.id, minutes: 30, reason: "known" });
  await host.pass(29 * MINUTE);
  expect(receiver.payloads().map(({ kind }) => kind)).toEqual(["open"]);
  await host.pass(2 * MINUTE);
  await expect.poll(() => receiver.payloads().map(({ kind }) => kind)).toEqual(["open", "repeat"]);
});

test("quiet hours hold back what is not of the highest priority, until their end", async () => {
  const receiver = await startReceiver();
  const clock = (time: number) => new Date(time).toTimeString().slice(0, 5);
  const quietHours = [{ days: [0, 1, 2, 3, 4, 5, 6], from: clock(START - 60 * MINUTE), to: clock(START + 60 * MINUTE) }];
  const { host } = await startPlaying({ alerts: { ...webhookTo(receiver.url), quietHours } });
  await host.fail(["cam-1"]);
  await host.pass(50 * MINUTE);
  expect(receiver.posts).toHaveLength(0);
  await host.fail(streams.slice(1)); // a server without an answer is of the highest
  await host.pass(MINUTE);
  await expect.poll(() => receiver.payloads().map(({ alarms }) => alarms[0]!.name)).toEqual([expect.stringContaining("127.0.0.1")]);
});

test("a server that comes and goes with all its streams is one alarm: it is told once, and not each of its outages", async () => {
  const receiver = await startReceiver();
  const { host } = await startPlaying({ alerts: { ...webhookTo(receiver.url), groupIntervalSeconds: 0 } });
  for (let n = 0; n < 10; n++) {
    await host.fail(streams);
    await host.pass(MINUTE);
    await host.play(streams);
    await host.pass(MINUTE);
  }
  await host.pass(20 * MINUTE);
  await expect.poll(() => receiver.payloads().at(-1)?.kind).toBe("resolved");
  const told = receiver.payloads().map(({ kind, summary }) => `${kind} ${summary}`);
  const firstUnstable = told.findIndex((line) => line.includes("is unstable"));
  expect(told[firstUnstable]).toMatch(/^open \[Alarm\] 127\.0\.0\.1:\d+ is unstable, it comes and goes, 64 cameras, since /);
  expect(told.slice(firstUnstable + 1)).toEqual([
    expect.stringMatching(/^resolved \[Resolved\] .+ is unstable, it comes and goes, 64 cameras/),
  ]);
  const { alarms } = await host.alarms.api.getAlarms({});
  expect(alarms.filter(({ id }) => id.startsWith("unstable:"))).toHaveLength(1);
});
