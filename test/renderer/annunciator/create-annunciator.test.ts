import { expect, test } from "vitest";
import { createAnnunciator } from "../../../renderer/annunciator/create-annunciator.ts";
import { REPEAT } from "../../../renderer/annunciator/decide-sound.ts";
import { soundsHere } from "../../../renderer/annunciator/use-annunciator.ts";
import type { AlarmsKnown } from "../../../renderer/api/alarm-store.ts";
import { createListeners } from "../../../shared/create-listeners.ts";
import { createMute, MUTE_TIME } from "../../../renderer/api/create-mute.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { createManualClock } from "../../electron/alarms/manual-clock.ts";
import { makeAlarmView, T0, toMap } from "../../support/make-alarm-view.ts";

test("sounds as alarms come, repeats, is muted for a while and closed", async () => {
  const clock = createManualClock(T0);
  const listeners = createListeners();
  const mute = createMute(clock.now);
  let known: AlarmsKnown = { phase: "ready", alarms: new Map() };
  const played: string[] = [];
  const annunciator = createAnnunciator({
    alarms: { get: () => known, subscribe: listeners.add },
    mute,
    isOn: () => true,
    now: clock.now,
    setTimer: clock.setTimer,
    play: (priority) => played.push(priority),
  });
  await clock.pass(REPEAT.high);
  expect(played).toEqual([]);
  known = { phase: "ready", alarms: toMap(makeAlarmView({ id: "server:a", kind: "server_down", priority: "high" })) };
  listeners.notify();
  expect(played).toEqual(["high"]);
  await clock.pass(2 * REPEAT.high);
  expect(played).toEqual(["high", "high", "high"]);
  mute.toggle();
  await clock.pass(MUTE_TIME - 1);
  expect(played).toHaveLength(3);
  await clock.pass(1);
  expect(played).toHaveLength(4);
  mute.toggle();
  mute.toggle();
  expect(mute.until()).toBe(0);
  annunciator.close();
  await clock.pass(MUTE_TIME);
  expect(played).toHaveLength(4);
});

test.each([
  [true, [], "", true],
  [false, [], "3번 관제석", false],
  [true, ["3번 관제석"], "3번 관제석", true],
  [true, ["3번 관제석"], "4번 관제석", false],
])("sound %s at %j: this PC is %j", (sound, soundAt, name, expected) => {
  const { alerts, client } = DEFAULT_SETTINGS;
  expect(soundsHere({ alerts: { ...alerts, sound, soundAt }, client: { ...client, name } })).toBe(expected);
});
