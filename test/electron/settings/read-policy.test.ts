import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { makeTempDir } from "../../support/temp-dir.ts";
import { openPolicy } from "./open-policy.ts";

const STREAM = { id: "s1", serverId: "main", path: "gate" };
const SERVER = { id: "main", whepBaseUrl: "http://127.0.0.1:9" };

describe("a policy file", () => {
  let dataDir: string;
  let policyFile: string;

  beforeEach(() => {
    dataDir = makeTempDir();
    policyFile = join(makeTempDir(), "policy.json");
  });

  const open = () => openPolicy({ dataDir, policyFile });
  const writePolicy = (policy: object) => writeFileSync(policyFile, JSON.stringify(policy));

  test("that changes is read again, and gives back what it no longer sets", async () => {
    writePolicy({ language: "en" });
    const { store, lookAgain } = await open();
    rmSync(policyFile);
    await lookAgain();
    expect(store.state()).toMatchObject({ settings: { language: "system" }, locked: [] });
    expect(existsSync(join(dataDir, "policy.copy.json"))).toBe(false);
  });

  test.each([
    ["half written", '{"servers": ['],
    ["without the server that this PC's own streams name", "{}"],
  ])("that is %s while the wall runs stops no stream, and is warned of until it is mended", async (_name, bad) => {
    writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ streams: [STREAM] }));
    writePolicy({ servers: [SERVER] });
    const { store, lookAgain } = await open();
    const { settings } = store.state();
    expect(settings.streams).toMatchObject([STREAM]);
    writeFileSync(policyFile, bad);
    await lookAgain();
    expect(store.state()).toMatchObject({ settings, locked: ["servers"], warnings: [{ kind: "bad_policy", file: policyFile }] });
    writePolicy({ servers: [SERVER], language: "ko" });
    await lookAgain();
    expect(store.state()).toMatchObject({ settings: { ...settings, language: "ko" }, warnings: [] });
  });

  test.skipIf(process.platform === "win32")("in a folder that cannot be entered any more is not taken for one that is gone", async () => {
    writePolicy({ language: "en" });
    const { store, lookAgain } = await open();
    rmSync(policyFile);
    symlinkSync(policyFile, policyFile); // as the superuser, too, nobody gets there
    await lookAgain();
    expect(store.state()).toMatchObject({
      settings: { language: "en" },
      locked: ["language"],
      warnings: [{ kind: "bad_policy", file: policyFile, detail: expect.stringContaining("ELOOP") }],
    });
  });

  test.skipIf(process.platform === "win32")("that everybody may write is refused with a warning", async () => {
    writePolicy({ language: "en" });
    chmodSync(policyFile, 0o666);
    const { store } = await open();
    expect(store.state()).toMatchObject({
      locked: [],
      warnings: [{ kind: "bad_policy", file: policyFile, detail: expect.stringContaining("everybody may write it") }],
    });
  });

  test("with a key of a newer version is in force, and the key is named", async () => {
    writePolicy({ language: "en", lamps: 3 });
    const { store } = await open();
    expect(store.state()).toMatchObject({
      settings: { language: "en" },
      warnings: [{ kind: "unknown_key", file: policyFile, detail: "lamps" }],
    });
    expect(readFileSync(policyFile, "utf8")).toContain("lamps");
  });

  test("warns of no more keys than somebody can read, and of none that are for another PC", async () => {
    const lamps = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`lamp-${n}-${"x".repeat(300)}`, n]));
    const hosts = [
      { match: "wall-3", settings: { horns: 1 } },
      { match: "desk", settings: { doors: 1 } },
    ];
    writePolicy({ ...lamps, hosts });
    const details = (await open()).store.state().warnings.map(({ detail }) => detail);
    expect(details).toHaveLength(51);
    expect(details.at(-1)).toBe("… (+2951)");
    expect(Math.max(...details.map((detail) => detail.length))).toBe(200);
    writePolicy({ hosts });
    expect((await open()).store.state().warnings).toMatchObject([{ kind: "unknown_key", detail: "hosts.0.settings.horns" }]);
  });
});
