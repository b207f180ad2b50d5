import { describe, expect, test } from "vitest";
import type { Settings } from "../../../shared/settings.ts";
import { makeWallSettings } from "../alarms/start-alarm-host.ts";
import { MINUTE, SECOND, START, startAlertWall, startReceiver, streams } from "./start-alert-wall.ts";

/** Of server a, and how it is said in the settings. */
const WINDOW = { from: START + 10 * MINUTE, to: START + 70 * MINUTE };
const iso = (time: number) => new Date(time).toISOString();
const BY: Record<string, object> = { "its server's": { servers: ["a"] }, "that of each of its streams": { streams } };

async function startWall(whose: string) {
  const receiver = await startReceiver();
  const window = { streams: [], servers: [], weekly: null, from: iso(WINDOW.from), to: iso(WINDOW.to), ...BY[whose] };
  const settings: Settings = await makeWallSettings({ client: { name: "PC-3", site: "" }, maintenance: [window] });
  const wall = await startAlertWall({ alerts: { webhook: { enabled: true, url: receiver.url } }, settings });
  await wall.host.play([...streams, "other"]);
  await wall.host.pass(MINUTE);
  const kinds = () => receiver.payloads().map(({ kind }) => kind);
  return { ...wall, receiver, kinds, until: (time: number) => wall.host.pass(time - wall.clock.now()) };
}

describe.each(Object.keys(BY))("a server with 64 streams in a maintenance window (%s)", (whose) => {
  test("down before and still down after: no new message", async () => {
    const { host, kinds, until } = await startWall(whose);
    await host.fail(streams);
    await host.pass(MINUTE);
    await expect.poll(kinds).toEqual(["open"]);
    await until(WINDOW.to + 30 * MINUTE);
    expect(kinds()).toEqual(["open"]);
    expect((await host.readEvents()).filter(({ type }) => type !== "raised")).toEqual([]);
    await host.play(streams);
    await host.pass(5 * MINUTE);
    await expect.poll(kinds).toEqual(["open", "resolved"]);
  });

  test("recovered within: resolved is sent at its end", async () => {
    const { host, kinds, until, receiver } = await startWall(whose);
    await host.fail(streams);
    await host.pass(MINUTE);
    await until(WINDOW.from + 20 * MINUTE);
    await host.play(streams);
    await until(WINDOW.to - SECOND);
    expect(kinds()).toEqual(["open"]);
    await until(WINDOW.to + SECOND);
    await expect.poll(kinds).toEqual(["open", "resolved"]);
    expect(receiver.payloads()[1]!.alarms[0]!.until).toBe(iso(WINDOW.from + 20 * MINUTE));
  });

  test("newly down at its end: raised then, as one alarm", async () => {
    const { host, kinds, until, receiver } = await startWall(whose);
    await until(WINDOW.from + 20 * MINUTE);
    await host.fail(streams);
    await until(WINDOW.to - SECOND);
    expect(kinds()).toEqual([]);
    expect(await host.readEvents()).toEqual([]);
    await until(WINDOW.to + SECOND);
    await expect.poll(kinds).toEqual(["open"]);
    expect(receiver.payloads()[0]!.alarms).toMatchObject([{ streams: 64, since: iso(WINDOW.from + 20 * MINUTE) }]);
  });

  test("down and back within it: nothing", async () => {
    const { host, kinds, until } = await startWall(whose);
    await until(WINDOW.from + 20 * MINUTE);
    await host.fail(streams);
    await host.pass(10 * MINUTE);
    await host.play(streams);
    await until(WINDOW.to + 30 * MINUTE);
    expect(kinds()).toEqual([]);
    expect(await host.readEvents()).toEqual([]);
  });
});
