import { afterAll, beforeAll, expect, test } from "vitest";
import { readAlarmEvents } from "../support/read-alarm-events.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const WAIT = { timeout: 60_000, interval: 200 };
const [FROZEN, STILL] = ["stream-1", "stream-2"];

let wall: Wall;

beforeAll(async () => {
  const streams = [FROZEN, STILL].map((id, n) => ({
    id,
    name: `${n + 1}번 출입구`,
    serverId: "a",
    path: `demo-${n + 1}`,
    frozenAlarm: true,
  }));
  const alerts = { onDelaySeconds: 0, offDelaySeconds: 0 };
  wall = await startWall({ streams: 2, settings: { streams, alerts, wall: { frozenAfterSeconds: 10 } } });
});
afterAll(() => wall?.stop());

const badgeOf = (id: string) => wall.page.locator(`.tile[data-stream="${id}"] .tile-frozen`);
const conditions = () =>
  wall.page.evaluate(() => [...document.querySelectorAll<HTMLElement>(".tile")].map(({ dataset }) => dataset.condition));

const readAlarms = () => readAlarmEvents(wall.dataDir).map(({ type, alarmId }) => `${type} ${alarmId}`);

test("a frozen picture gets a badge, one record and the alarm it asks for, and plays on; a still scene under a camera's noise gets nothing", async () => {
  await wall.page.locator('.tile[data-condition="live"]').nth(1).waitFor();
  await wall.media.setStreamFault("demo-1", { fault: "frozen_picture" });
  await wall.media.setStreamFault("demo-2", { fault: "still_scene" });
  const { sessions } = await wall.media.state();

  await expect.poll(() => badgeOf(FROZEN).textContent(), WAIT).toMatch(/^화면 정지 의심, \d+초$/);
  await expect.poll(readAlarms, WAIT).toEqual([`raised frozen:${FROZEN}`]);
  // The other one has been looked at as often by now.
  await expect.poll(() => badgeOf(FROZEN).textContent(), WAIT).toMatch(/(1[2-9]|[2-9]\d)초$|분/);
  expect(await badgeOf(STILL).count()).toBe(0);
  expect(wall.readRecords()).toMatchObject([
    { streamId: FROZEN, errorType: "unknown", detail: { reason: "frozen_picture", phase: "playing", attempt: 1 } },
  ]);
  expect(await conditions()).toEqual(["live", "live"]);
  expect((await wall.media.state()).sessions.map(({ id }) => id)).toEqual(sessions.map(({ id }) => id));

  await wall.media.heal("demo-1");
  await expect.poll(() => badgeOf(FROZEN).count(), WAIT).toBe(0);
  await expect.poll(readAlarms, WAIT).toEqual([`raised frozen:${FROZEN}`, `cleared frozen:${FROZEN}`]);
  expect(wall.readRecords()).toHaveLength(1);
});
