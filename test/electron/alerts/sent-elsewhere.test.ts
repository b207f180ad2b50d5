import { expect, test } from "vitest";
import { MINUTE, startAlertWall, startReceiver, streams } from "./start-alert-wall.ts";

async function startQuietWall(alerts: object = {}) {
  const receiver = await startReceiver();
  const collector = { isSending: true };
  const options = { isSentElsewhere: () => collector.isSending };
  const wall = await startAlertWall({ alerts: { webhook: { enabled: true, url: receiver.url }, ...alerts }, options });
  await wall.host.play([...streams, "other"]);
  await wall.host.pass(MINUTE);
  const kinds = () => receiver.payloads().map(({ kind }) => kind);
  return {
    ...wall,
    kinds,
    setSending(isSending: boolean) {
      collector.isSending = isSending;
      wall.alerts.noteChange();
    },
  };
}

test("while a collector sends, this PC tells nobody", async () => {
  const { host, kinds } = await startQuietWall();
  await host.fail(streams);
  await host.pass(5 * MINUTE);
  await host.play(streams);
  await host.pass(5 * MINUTE);
  expect(kinds()).toEqual([]);
});

test("cut off from it, this PC tells what stands, once; and what it has begun it ends, also when the collector sends again", async () => {
  const { host, kinds, setSending } = await startQuietWall({ repeatSeconds: 600 });
  await host.fail(streams);
  await host.pass(2 * MINUTE);
  setSending(false);
  await expect.poll(kinds).toEqual(["open"]);
  setSending(true);
  await host.fail(["other"]);
  await host.pass(20 * MINUTE);
  expect(kinds()).toEqual(["open"]); // neither repeated nor anything new: that is the collector's
  await host.play(streams);
  await host.pass(2 * MINUTE);
  await expect.poll(kinds).toEqual(["open", "resolved"]);
});

test("cut off, a PC that is no sender tells nobody", async () => {
  const { host, kinds, setSending } = await startQuietWall({ senders: ["PC-1"] });
  setSending(false);
  await host.fail(streams);
  await host.pass(5 * MINUTE);
  expect(kinds()).toEqual([]);
});
