import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createLinks } from "../../../electron/delivery/create-links.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { createStateRecorder } from "../../../electron/states/create-state-recorder.ts";
import { openStateJournal } from "../../../electron/states/open-state-journal.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startTestCollector } from "../collector/test-collector.ts";
import { makeRecords } from "./make-record.ts";
import { CREATED, NO_BATCH, startScriptedCentral } from "./scripted-central.ts";
import { openTestDesk } from "./test-desk.ts";

const CLIENT = "019b9d9a-0000-7000-8000-00000000000a";

function readLines(dataDir: string): Record<string, unknown>[] {
  const folder = join(dataDir, "logs", "states");
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const texts = files.sort().flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  return texts.filter((line) => line !== "").map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A PC that writes down states, as a start of the app begins to. */
async function openPc(url: string, sendFrom: "all" | "now" = "all") {
  const desk = await openTestDesk();
  const transport = createUndiciTransport();
  const statesDirectory = join(desk.directory, "logs", "states");
  const settings = { ...DEFAULT_SETTINGS, central: { ...DEFAULT_SETTINGS.central, enabled: true, url, sendFrom } };
  const common = { now: Date.now, log: () => undefined };
  const stateJournal = await openStateJournal({
    ...common,
    directory: statesDirectory,
    quarantineDirectory: join(desk.directory, "logs", "quarantine"),
    logs: () => settings.logs,
  });
  const cursorOf = (name: string) => createCursor({ directory: join(desk.directory, "cursors"), name });
  const open = () =>
    createLinks({
      ...common,
      journal: desk.journal,
      stateJournal,
      settings: () => settings,
      cursors: {
        central: cursorOf("central"),
        centralStart: cursorOf("central-start"),
        otlpStart: cursorOf("otlp-start"),
        statesStart: cursorOf("states-start"),
        otlp: cursorOf("otlp"),
        states: cursorOf("states"),
      },
      directory: desk.directory,
      identity: { version: "0.1.0", clientId: CLIENT },
      sendRequest: transport.sendRequest,
      readSecret: async () => undefined,
      random: () => 0,
      setTimer: () => () => undefined,
      onChange: () => undefined,
    });
  let links = open();
  const recorder = createStateRecorder({
    ...common,
    journal: stateJournal,
    directory: statesDirectory,
    originProbe: { probe: async () => "refused" },
    pageOrigin: "http://127.0.0.1",
    clockOffset: () => -12.4,
  });
  /** As the timer does some seconds after the start. */
  const connect = async () => {
    await links.configure(settings);
    await links.central.access.connection()!.announcement.askIfDue(new AbortController().signal);
  };
  onTestFinished(async () => {
    await links.close();
    await recorder.close();
    await transport.close();
  });
  return {
    dataDir: desk.directory,
    recorder,
    appendFailure: (record: object) => desk.append([record]),
    connect,
    async restart() {
      await links.close();
      links = open();
      await connect();
    },
    own: () => readLines(desk.directory).map((line) => ({ ...line, clientId: CLIENT })),
  };
}

test("the state journal goes to a collector that announces it, each line once, with what the PC knows of its clock", async () => {
  const dataDir = makeTempDir();
  const collector = await startTestCollector({ dataDir });
  const pc = await openPc(collector.url);
  await pc.recorder.recordState(makeStateReport());
  await pc.connect();
  await expect.poll(() => readLines(dataDir)).toEqual(pc.own());

  await pc.recorder.recordAlive({ page: makeStateReport().page });
  await expect.poll(() => readLines(dataDir)).toEqual(pc.own());
  await pc.restart();
  await pc.recorder.recordAlive({ page: makeStateReport().page });
  await expect.poll(() => readLines(dataDir)).toEqual(pc.own());
  expect(readLines(dataDir)).toHaveLength(4);
  expect(pc.own().at(-1)).toMatchObject({ event: "alive", clockOffset: -12, id: expect.any(String) });
});

test("sent from now on, it begins with what holds now: a page said that before central was heard of", async () => {
  const dataDir = makeTempDir();
  const collector = await startTestCollector({ dataDir });
  const pc = await openPc(collector.url, "now");
  await pc.recorder.recordState(makeStateReport());
  await pc.connect();
  await pc.recorder.recordAlive({ page: makeStateReport().page });
  await expect.poll(() => readLines(dataDir)).toEqual(pc.own());
  expect(pc.own()).toContainEqual(expect.objectContaining({ state: "up" }));
});

test("a central that does not announce it never hears of it", async () => {
  await using central = await startScriptedCentral(({ method }) => (method === "GET" ? NO_BATCH : CREATED));
  const pc = await openPc(central.url);
  await pc.recorder.recordState(makeStateReport());
  await pc.connect();
  for (const [n, record] of makeRecords(3).entries()) {
    await pc.appendFailure(record);
    await expect.poll(() => central.posts.length).toBeGreaterThan(n);
  }
  expect(new Set(central.posts.map(({ url }) => url))).toEqual(new Set(["/api/v1/error-logs/mediamtx"]));
});
