import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { findPlace } from "../../../electron/delivery/find-place.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import type { Journal, Position } from "../../../electron/journal/types.ts";
import { makeJournalFolder, noonOf, numberedLines } from "../journal/open-journal.ts";
import { makeRecords } from "./make-record.ts";
import { CREATED, NO_BATCH, startScriptedCentral } from "./scripted-central.ts";
import { allDelivered, openTestDesk } from "./test-desk.ts";

const DAY = 86_400_000;

let journal: Journal;
let directory: string;
/** Of three days the last line of each, in the order of writing; the clock of the second stood in the past. */
let places: [Position, Position, Position];

beforeEach(async () => {
  const folder = makeJournalFolder();
  directory = folder.root;
  let time = noonOf("2026-01-08");
  journal = await folder.open({ now: () => time });
  const found: Position[] = [];
  for (const days of [0, -300, 1]) {
    time = noonOf("2026-01-08") + days * DAY;
    await journal.append(numberedLines(2));
    found.push((await journal.readNewest(1))[0]!.at);
  }
  places = found as typeof places;
});

const openCursor = () => createCursor({ directory, name: "reader" });

async function keepPlace(place: Position): Promise<void> {
  const cursor = openCursor();
  cursor.save(place);
  await cursor.flush();
}

test("the first time it is what the settings say, and after a restart still that", async () => {
  expect(await findPlace({ journal, cursor: openCursor(), findFirst: () => places[1] })).toEqual(places[1]);
  expect(await findPlace({ journal, cursor: openCursor(), findFirst: journal.end })).toEqual(places[1]);
});

test("with both slots damaged it is the oldest line", async () => {
  await keepPlace(places[2]);
  for (const slot of [0, 1]) writeFileSync(join(directory, `reader.${slot}.cursor`), "");
  expect(await findPlace({ journal, cursor: openCursor(), findFirst: journal.end })).toEqual(journal.oldest());
});

test("anew it is the first, and no later than where it is: what has waited until now goes along", async () => {
  await keepPlace(places[1]);
  const begin = (first: Position) => findPlace({ journal, cursor: openCursor(), findFirst: () => first, isAnew: true });
  expect(await begin(places[2])).toEqual(places[1]);
  expect(await begin(places[0])).toEqual(places[0]);
});

test("without a cursor it is where the first delivery began, whatever the settings say by now", async () => {
  const openStart = () => createCursor({ directory, name: ".start" });
  const find = (first: Position) => findPlace({ journal, cursor: openCursor(), start: openStart(), findFirst: () => first });
  expect(await find(places[0])).toEqual(places[0]);
  await keepPlace(places[2]);
  expect(await find(journal.end())).toEqual(places[2]);
  for (const slot of [0, 1]) rmSync(join(directory, `reader.${slot}.cursor`), { force: true });
  expect(await find(journal.end())).toEqual(places[0]);
});

test("the delivery to central goes on from where it first began when its cursor was deleted, and says so", async () => {
  await using central = await startScriptedCentral(({ method }) => (method === "GET" ? NO_BATCH : CREATED));
  const desk = await openTestDesk();
  const settings = { url: central.url, sendFrom: "now" } as const;
  const said: string[] = [];
  const openCursor = (name: string) => createCursor({ directory: join(desk.directory, "cursors"), name });
  const start = () =>
    desk.start({ settings, cursor: openCursor("central"), start: openCursor("central-start"), log: (message) => said.push(message) });
  await desk.append(makeRecords(5));
  const first = await start();
  await desk.append(makeRecords(2));
  await desk.reachStatus(first, allDelivered(2));
  await first.close();
  for (const slot of [0, 1]) rmSync(join(desk.directory, "cursors", `central.${slot}.cursor`), { force: true });

  await desk.append(makeRecords(1));
  await desk.reachStatus(await start(), allDelivered(3));

  expect(said.filter((message) => message.includes("there is no cursor"))).toHaveLength(2);
});
