import { describe, expect, test } from "vitest";
import { applyEdits, dropDone, edit, listConflicts, makeChanges, rebase, without } from "../../../renderer/settings/edits.ts";
import type { Edits } from "../../../renderer/settings/edits.ts";
import { countEntries, readImport } from "../../../renderer/settings/read-import.ts";
import { settingsSchema } from "../../../shared/settings.ts";

const SETTINGS = settingsSchema.parse({
  servers: [{ id: "a", name: "본관", whepBaseUrl: "http://10.0.0.1:8889" }],
  streams: [
    { id: "s1", name: "정문", serverId: "a", path: "one" },
    { id: "s2", serverId: "a", path: "two" },
  ],
});
const none: Edits = new Map();

describe("edits", () => {
  test("are what differs from the settings, and nothing when it is put back", () => {
    const once = edit(none, SETTINGS, "logs.retentionDays", 30);
    expect([...once]).toEqual([["logs.retentionDays", { from: 90, to: 30 }]]);
    expect(edit(once, SETTINGS, "logs.retentionDays", 90).size).toBe(0);
    expect(applyEdits(SETTINGS, once).logs.retentionDays).toBe(30);
    expect(SETTINGS.logs.retentionDays).toBe(90);
  });

  test("are sent as the changed keys alone", () => {
    const two = edit(edit(none, SETTINGS, "alerts.email.host", "mail"), SETTINGS, "language", "ko");
    expect(makeChanges(two)).toEqual({ alerts: { email: { host: "mail" } }, language: "ko" });
  });

  test("of what another window changes meanwhile are a conflict, and so are lists", () => {
    const edits = edit(edit(none, SETTINGS, "streams", []), SETTINGS, "client.name", "3번");
    const theirs = { ...SETTINGS, streams: SETTINGS.streams.slice(1), client: { ...SETTINGS.client, site: "강남" } };
    expect(listConflicts(edits, theirs)).toEqual(["streams"]);
    // What was read first stays what it is compared with.
    expect(listConflicts(edit(edits, theirs, "streams", SETTINGS.streams.slice(0, 1)), theirs)).toEqual(["streams"]);
    expect(applyEdits(theirs, without(edits, ["streams"]))).toMatchObject({
      client: { name: "3번", site: "강남" },
      streams: [{ id: "s2" }],
    });
  });

  test("that went on while they were being saved are no conflict with what was saved", () => {
    const saved = edit(none, SETTINGS, "client.name", "3번");
    const further = edit(edit(saved, SETTINGS, "client.name", "3번 관제석"), SETTINGS, "client.site", "강남");
    const next = applyEdits(SETTINGS, saved);
    expect(listConflicts(further, next)).toEqual(["client.name"]);
    const rebased = rebase(further, saved, next);
    expect(listConflicts(rebased, next)).toEqual([]);
    expect(makeChanges(rebased)).toEqual({ client: { name: "3번 관제석", site: "강남" } });
    // What others write over it afterwards is one.
    expect(listConflicts(rebased, applyEdits(next, edit(none, next, "client.name", "다른 자리")))).toEqual(["client.name"]);
  });

  test("that are what the settings say by now are done, in whatever order their keys stand", () => {
    const [first, second] = SETTINGS.streams;
    const edits = edit(none, SETTINGS, "streams", [{ ...first, name: "후문" }]);
    const { id, name: _name, ...others } = first!;
    expect(dropDone(edits, { ...SETTINGS, streams: [{ ...others, name: "후문", id }] }).size).toBe(0);
    expect(dropDone(edits, { ...SETTINGS, streams: [{ ...others, name: "후문", id }, second!] }).size).toBe(1);
    expect(dropDone(edits, SETTINGS).size).toBe(1);
  });
});

describe("an import", () => {
  const read = (file: unknown, locked: string[] = []) =>
    readImport(typeof file === "string" ? file : JSON.stringify(file), SETTINGS, locked);

  test("of what was exported changes nothing", () => expect(read(SETTINGS)).toEqual({ ok: true, edits: new Map(), locked: [] }));

  test("leaves alone what it does not say", () => {
    const read1 = read({ logs: { retentionDays: 7 }, hologram: true });
    expect(read1.ok && [...read1.edits.keys()]).toEqual(["logs.retentionDays"]);
  });

  test("counts what comes, goes and changes in a list", () => {
    const [first] = SETTINGS.streams;
    const file = {
      streams: [
        { ...first, name: "후문" },
        { id: "s3", serverId: "a", path: "three" },
      ],
    };
    const imported = read(file);
    const streams = imported.ok ? imported.edits.get("streams") : undefined;
    expect(countEntries(streams?.from, streams?.to)).toEqual({ added: 1, removed: 1, changed: 1 });
    expect(countEntries(1, 2)).toBeUndefined();
  });

  test("keeps what the policy locks, and says so", () => {
    const imported = read({ language: "en", logs: { retentionDays: 7 } }, ["language"]);
    expect(imported).toMatchObject({ ok: true, locked: ["language"] });
    expect(imported.ok && [...imported.edits.keys()]).toEqual(["logs.retentionDays"]);
  });

  test.each([
    ["{ servers: ]", { problem: "not_json" }],
    ["[]", { problem: "not_settings" }],
    ["null", { problem: "not_settings" }],
    [{ name: "something else" }, { problem: "not_settings" }],
    [{ logs: { retentionDays: 0 } }, { problem: "invalid", where: ["logs.retentionDays"] }],
    [{ servers: [] }, { problem: "invalid", where: ["streams.0.serverId (s1)", "streams.1.serverId (s2)"] }],
    [{ servers: { length: { toString: 1 } } }, { problem: "invalid" }],
  ])("of %j is refused", (file, problem) => expect(read(file)).toMatchObject({ ok: false, ...problem }));

  test("refuses a list in which an id is there twice", () => {
    const [first] = SETTINGS.streams;
    expect(read({ streams: [first, first] })).toMatchObject({ ok: false, problem: "invalid" });
  });
});
