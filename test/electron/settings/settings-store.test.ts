import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSettingsStore } from "../../../electron/settings/settings-store.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const WALL = {
  servers: [{ id: "main", name: "본관", whepBaseUrl: "http://127.0.0.1:8889" }],
  streams: [{ id: "s1", name: "1번 출입구", serverId: "main", path: "stitched" }],
};

function setUp({ own, policy }: { own?: string | object; policy?: string | object } = {}) {
  const dataDir = makeTempDir();
  const write = (name: string, content: string | object | undefined) => {
    if (content !== undefined) writeFileSync(join(dataDir, name), typeof content === "string" ? content : JSON.stringify(content));
  };
  write("settings.json", own);
  write("policy.json", policy);
  const open = (configFile?: string) =>
    createSettingsStore({ dataDir, policyFile: join(dataDir, "policy.json"), now: Date.now, ...(configFile ? { configFile } : {}) });
  return { dataDir, open, read: (name: string) => JSON.parse(readFileSync(join(dataDir, name), "utf8")) };
}

describe("settings", () => {
  test("are the defaults where there is no file", async () => {
    const { settings, warnings } = (await setUp().open()).state();
    expect(settings.streams).toEqual([]);
    expect(settings.logs.repeatSeconds).toBe(600);
    expect(warnings).toEqual([]);
  });

  test("come from the file, whatever it leaves out from the defaults", async () => {
    const { settings } = (await setUp({ own: WALL }).open()).state();
    expect(settings.streams[0]).toEqual({
      id: "s1",
      name: "1번 출입구",
      serverId: "main",
      path: "stitched",
      mainPath: "",
      site: "",
      priority: "medium",
      frozenAlarm: false,
    });
    expect(settings.servers[0]?.auth).toEqual({ kind: "none" });
  });

  test.each([
    ["no JSON", "{ servers: ]"],
    ["no object", "[]"],
    ["a wrong type", { ...WALL, language: "fr" }],
    ["a password in an address", { servers: [{ id: "a", whepBaseUrl: "http://u:p@h" }] }],
    ["a stream of a server that is not there", { ...WALL, servers: [] }],
    ["the same id twice", { ...WALL, streams: [WALL.streams[0], WALL.streams[0]] }],
  ])("are kept aside with a warning when the file holds %s, and the last good ones take its place", async (_name, bad) => {
    const { dataDir, open } = setUp({ own: WALL });
    await open();
    writeFileSync(join(dataDir, "settings.json"), typeof bad === "string" ? bad : JSON.stringify(bad));
    const { settings, warnings } = (await open()).state();
    expect(warnings).toMatchObject([{ kind: "bad_file" }]);
    expect(settings.streams).toHaveLength(1);
    expect(readdirSync(dataDir).filter((name) => name.startsWith("settings.bad-"))).toHaveLength(1);
    expect((await open()).state()).toMatchObject({ settings: { streams: [{ id: "s1" }] }, warnings: [] });
  });

  test("leave a bad file that was named on the command line where it is, and never write over it", async () => {
    const { dataDir, open } = setUp();
    const file = join(dataDir, "mine.json");
    writeFileSync(file, "{");
    const store = await open(file);
    expect(store.state().warnings).toMatchObject([{ kind: "bad_file", file }]);
    expect(await store.save({ language: "ko" })).toMatchObject({ ok: false, code: "unavailable" });
    expect(readFileSync(file, "utf8")).toBe("{");
  });

  test("of a newer version keep the unknown keys of an entry when its list is sent anew", async () => {
    const [stream] = WALL.streams;
    const { open, read } = setUp({ own: { ...WALL, streams: [{ ...stream, lens: "wide", site: "강남" }] } });
    const store = await open();
    expect(
      await store.save({
        streams: [
          { ...stream, name: "정문" },
          { ...stream, id: "s2" },
        ],
      }),
    ).toEqual({ ok: true });
    // What this version knows is as it was sent; an entry that is gone takes all its keys with it.
    expect(read("settings.json").streams).toEqual([
      { ...stream, lens: "wide", name: "정문" },
      { ...stream, id: "s2" },
    ]);
    expect(await store.save({ streams: [{ ...stream, id: "s2" }] })).toEqual({ ok: true });
    expect(read("settings.json").streams).toEqual([{ ...stream, id: "s2" }]);
  });

  test("of a newer version keep their unknown keys through a change, and report them", async () => {
    const { open, read } = setUp({ own: { ...WALL, hologram: { depth: 3 }, central: { sideband: true } } });
    const store = await open();
    expect(store.state().warnings.map(({ detail }) => detail)).toEqual(["hologram", "central.sideband"]);
    expect(await store.save({ language: "ko" })).toEqual({ ok: true });
    expect(read("settings.json")).toMatchObject({ hologram: { depth: 3 }, central: { sideband: true }, language: "ko" });
  });
});

describe("a change of the settings", () => {
  test("is merged into its section, written, and told", async () => {
    const store = await setUp({ own: { ...WALL, central: { url: "http://127.0.0.1:8000" } } }).open();
    let told = 0;
    store.onChange(() => told++);
    expect(await store.save({ central: { enabled: true } })).toEqual({ ok: true });
    expect(store.state().settings.central).toMatchObject({ url: "http://127.0.0.1:8000", enabled: true });
    expect(told).toBe(1);
  });

  test("is kept beside another one that comes at once, and under a policy that is read meanwhile", async () => {
    const { dataDir, open, read } = setUp({ own: WALL });
    const store = await open();
    const changes = [store.save({ language: "ko" }), store.save({ client: { name: "3" } })];
    writeFileSync(join(dataDir, "policy.json"), JSON.stringify({ client: { site: "강남" } }));
    await Promise.all([...changes, store.renewPolicy(), store.save({ wall: { columns: 2 } })]);
    expect(read("settings.json")).toMatchObject({ language: "ko", client: { name: "3" }, wall: { columns: 2 } });
    expect(store.state().settings).toMatchObject({ language: "ko", client: { name: "3", site: "강남" }, wall: { columns: 2 } });
  });

  test("that is not valid changes nothing and says what is wrong", async () => {
    const { open, read } = setUp({ own: WALL });
    const store = await open();
    expect(await store.save({ logs: { retentionDays: 0 } })).toMatchObject({ ok: false, code: "invalid_input" });
    expect(read("settings.json")).toEqual(WALL);
  });
});

describe("the machine policy", () => {
  test("wins over the file and locks what it sets", async () => {
    const store = await setUp({ own: { ...WALL, language: "en" }, policy: { language: "ko", central: { enabled: false } } }).open();
    expect(store.state().settings.language).toBe("ko");
    expect(store.state().locked).toEqual(["language", "central.enabled"]);
    expect(await store.save({ language: "en" })).toMatchObject({ ok: false, code: "locked" });
    expect(await store.save({ central: { url: "http://127.0.0.1:1" } })).toEqual({ ok: true });
  });

  test.each([
    ["cannot be read", { language: 7 }],
    ["names a server that is not there", { streams: [{ id: "s2", serverId: "nowhere", path: "x" }] }],
  ])("that %s is ignored with a warning", async (_name, policy) => {
    const { settings, warnings } = (await setUp({ own: WALL, policy }).open()).state();
    expect(warnings).toMatchObject([{ kind: "bad_policy" }]);
    expect(settings.streams).toHaveLength(1);
  });
});
