import { expect, onTestFinished, test, vi } from "vitest";
import { readAlarmEvents } from "../support/read-alarm-events.ts";
import { SLOW } from "../support/slow.ts";
import { startStormReceivers } from "../support/start-storm-receivers.ts";
import { startWall } from "../support/start-wall.ts";

const STREAMS = 6;
/** Seconds: a stall shows after four or five. */
const TIMING = { onDelaySeconds: 9, offDelaySeconds: 2, groupWaitSeconds: 9, groupIntervalSeconds: 0 };

/**
 * The other rows of the decision table, and what follows these failures: test/electron/verdicts. A blocked UDP path is among them: the demo
 * server's library stops sending some five seconds after it, about when a page notices, where MediaMTX goes on.
 */
test("what only a page can see becomes the right alarm: a decoder that makes no picture, refused credentials", async () => {
  const receivers = await startStormReceivers();
  onTestFinished(receivers.close);
  const wall = await startWall({ streams: STREAMS, withApi: true, settings: { alerts: { ...TIMING, webhook: receivers.alerts.webhook } } });
  onTestFinished(wall.stop);
  await wall.waitForLive();

  await wall.media.setStreamFault("demo-2", { fault: "no_frames" });
  await wall.media.setStreamFault("demo-3", { fault: "auth", token: "another" });
  await wall.media.setStreamFault("demo-3", { fault: "kick", goodbye: true });

  const raised = () => readAlarmEvents(wall.dataDir).flatMap((event) => (event.type === "raised" ? [event] : []));
  const told = () => receivers.posts.flatMap(({ alarms }) => alarms.map(({ kind }) => kind));
  const KINDS = ["credentials", "decoder"];
  await vi.waitUntil(() => KINDS.every((kind) => told().includes(kind)), SLOW).catch(() => undefined);
  expect(new Set(told())).toEqual(new Set(KINDS));
  const causes = raised().filter(({ condition }) => condition.cause === undefined);
  expect(causes.map(({ condition }) => condition.kind).toSorted()).toEqual(KINDS);
  expect(causes.find(({ condition }) => condition.kind === "decoder")).toMatchObject({
    streams: 1,
    evidence: { media: { arePacketsGrowing: true, areFramesGrowing: false } },
  });
  expect(causes.find(({ condition }) => condition.kind === "credentials")).toMatchObject({
    evidence: { reason: "auth" },
  });
  const children = raised().filter(({ condition }) => condition.cause !== undefined);
  expect(children.map(({ alarmId, condition }) => `${alarmId} ${condition.cause!.split(":")[0]}`).toSorted()).toEqual([
    "stream:stream-2 decoder",
    "stream:stream-3 credentials",
  ]);
});
