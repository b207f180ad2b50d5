import { expect, onTestFinished, test } from "vitest";
import { createCentralConnection } from "../../../electron/delivery/central-connection.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { NO_FEATURES } from "../../../shared/central-features.ts";
import { startScriptedCentral } from "./scripted-central.ts";
import type { ScriptedAnswer } from "./scripted-central.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ALL = { batch: true, heartbeat: true, alarms: true, states: true };

/** A central whose announcement a test decides, asked by a clock that the test moves. */
async function openAnnouncement(first: ScriptedAnswer) {
  let answer = first;
  let time = 0;
  let changes = 0;
  const central = await startScriptedCentral(() => answer);
  const transport = createUndiciTransport();
  const { announcement } = createCentralConnection({
    url: central.url,
    identity: { version: "0.1.0", clientId: "x" },
    sendRequest: transport.sendRequest,
    now: () => time,
  });
  announcement.onChange(() => void changes++);
  onTestFinished(async () => {
    await transport.close();
    await central[Symbol.asyncDispose]();
  });
  return {
    announcement,
    asked: () => central.gets.map(({ url }) => url),
    changes: () => changes,
    answer: (next: ScriptedAnswer) => (answer = next),
    async askAfter(milliseconds: number) {
      time += milliseconds;
      await announcement.askIfDue(new AbortController().signal);
    },
  };
}

const answerJson = (body: unknown): ScriptedAnswer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

test.each<[string, ScriptedAnswer, object]>([
  ["all", answerJson(ALL), ALL],
  ["a part", answerJson({ batch: true, states: true }), { ...NO_FEATURES, batch: true, states: true }],
  ["what nobody knows, beside a part", answerJson({ heartbeat: true, magic: true }), { ...NO_FEATURES, heartbeat: true }],
  ["another kind of yes", answerJson({ batch: "yes", heartbeat: 1, alarms: true }), { ...NO_FEATURES, alarms: true }],
  ["a list", answerJson([true]), NO_FEATURES],
  ["no JSON", { status: 200, body: "ok" }, NO_FEATURES],
  ["a web page", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }, NO_FEATURES],
  ["no such call", { status: 404 }, NO_FEATURES],
  ["an error", { status: 500 }, NO_FEATURES],
  ["a token that is not good there", { status: 401 }, NO_FEATURES],
  ["a cut connection", "reset", NO_FEATURES],
])("an announcement of %s", async (_name, answer, expected) => {
  const { announcement, askAfter, changes } = await openAnnouncement(answer);
  expect(announcement.features()).toEqual(NO_FEATURES);
  await askAfter(0);
  expect(announcement.features()).toEqual(expected);
  expect(changes()).toBe(expected === NO_FEATURES ? 0 : 1);
});

test.each<[string, ScriptedAnswer, number]>([
  ["a yes", answerJson(ALL), DAY],
  ["a no", { status: 404 }, DAY],
  ["an error", { status: 500 }, 5 * MINUTE],
  ["a missing token", { status: 401 }, 5 * MINUTE],
  ["another PC's token", { status: 403 }, 5 * MINUTE],
  ["a cut connection", "reset", MINUTE],
])("after %s it is asked again when that is due", async (_name, answer, wait) => {
  const { askAfter, asked } = await openAnnouncement(answer);
  await askAfter(0);
  await askAfter(wait - 1);
  expect(asked()).toEqual(["/api/v1/error-logs"]);
  await askAfter(1);
  expect(asked()).toHaveLength(2);
});

test("a clock that is set back by a year does not put it off", async () => {
  const { askAfter, asked } = await openAnnouncement(answerJson(ALL));
  await askAfter(0);
  await askAfter(-365 * DAY);
  expect(asked()).toHaveLength(2);
});

test("two who want to know at the same time ask once", async () => {
  const { askAfter, asked } = await openAnnouncement(answerJson(ALL));
  await Promise.all([askAfter(0), askAfter(0)]);
  expect(asked()).toHaveLength(1);
});

test("neither an outage nor a refused token takes anything back; an answer without it does", async () => {
  const { announcement, askAfter, answer, changes } = await openAnnouncement(answerJson(ALL));
  await askAfter(0);
  answer("reset");
  await askAfter(DAY);
  expect(announcement.features()).toEqual(ALL);
  answer({ status: 403 });
  await askAfter(MINUTE);
  expect(announcement.features()).toEqual(ALL);
  answer(answerJson({ batch: true }));
  await askAfter(5 * MINUTE);
  expect(announcement.features()).toEqual({ ...NO_FEATURES, batch: true });
  expect(changes()).toBe(2);
});

test("what turns out to be missing counts as not announced, and is asked again after five minutes", async () => {
  const { announcement, askAfter, asked } = await openAnnouncement(answerJson(ALL));
  await askAfter(0);
  announcement.deny("heartbeat");
  expect(announcement.features()).toEqual({ ...ALL, heartbeat: false });
  await askAfter(5 * MINUTE - 1);
  expect(asked()).toHaveLength(1);
  await askAfter(1);
  expect(announcement.features()).toEqual(ALL);
});
