import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isHostMatch, parsePolicy } from "../../../electron/settings/parse-policy.ts";

test.each([
  ["wall-3", "wall-3", true],
  ["wall-3", "wall-31", false],
  ["wall-*", "wall-31", true],
  ["wall-*", "drywall-31", false],
  ["*", "anything", true],
  ["WALL-*", "wall-3", true],
  ["wall-3", "WALL-3.site.kr", true],
  ["*.site.kr", "wall-3.site.kr", true],
  ["*-3*", "wall-3.site.kr", true],
  ["wall.3", "wall-3", false],
  ["w(all", "w(all", true],
])("%s is for %s: %s", (match, hostName, expected) => {
  expect(isHostMatch(match, hostName)).toBe(expected);
});

describe("a policy", () => {
  const entry = (match: string, name: string) => ({ match, settings: { client: { name } } });

  test("is made of what is for all PCs and of every entry for this one, the later ones winning", () => {
    const raw = { client: { site: "강남", name: "-" }, hosts: [entry("wall-*", "a"), entry("other", "b"), entry("wall-3", "c")] };
    expect(parsePolicy(raw, "wall-3")).toMatchObject({ settings: { client: { site: "강남", name: "c" } }, matched: ["wall-*", "wall-3"] });
    expect(parsePolicy(raw, "wall-4")).toMatchObject({ settings: { client: { site: "강남", name: "a" } }, matched: ["wall-*"] });
    expect(parsePolicy(raw, "desk")).toMatchObject({ settings: { client: { site: "강남", name: "-" } }, matched: [] });
  });

  test("names the keys that this version does not know, those for other PCs apart", () => {
    const other = { match: "other", settings: { wall: { shape: "round" } } };
    const raw = { lamps: 1, logs: { colour: 2 }, hosts: [other, { match: "wall-3", settings: { horns: 1 } }] };
    expect(parsePolicy(raw, "wall-3")).toMatchObject({
      ok: true,
      unknown: ["lamps", "logs.colour", "hosts.1.settings.horns"],
      unknownElsewhere: ["hosts.0.settings.wall.shape"],
    });
  });

  test("is not undone by what is wrong for another PC", () => {
    const raw = { language: "ko", hosts: [{ match: "wall-4", settings: { language: "fr" } }] };
    expect(parsePolicy(raw, "wall-3")).toMatchObject({ ok: true, settings: { language: "ko" } });
    expect(parsePolicy(raw, "wall-4")).toMatchObject({ ok: false, problem: expect.stringContaining("language") });
  });

  test.each([
    ["http://files/policy.json", true],
    ["https://files.site.kr/p.json?x=1", true],
    ["\\\\files\\share\\policy.json", true],
    ["D:\\policy.json", true],
    ["/mnt/files/policy.json", true],
    ["policy.json", false],
    ["ftp://files/policy.json", false],
    ["https://user:secret@files/p.json", false],
  ])("may be continued at %s: %s", (settingsUrl, ok) => {
    expect(parsePolicy({ settingsUrl }, "wall-3").ok).toBe(ok);
  });

  test.each([[{ hosts: {} }], [{ hosts: [{ match: "" }] }], [{ hosts: [{ match: "a", settings: [] }] }], [{ language: 3 }]])(
    "%o is refused",
    (raw) => {
      expect(parsePolicy(raw, "wall-3").ok).toBe(false);
    },
  );

  test("of the documentation holds, and gives a wall its streams and its name", () => {
    const raw = JSON.parse(readFileSync(new URL("../../../docs/policy.example.json", import.meta.url), "utf8"));
    expect(parsePolicy(raw, "wall-03")).toMatchObject({
      ok: true,
      unknown: [],
      settings: { client: { name: "3번 관제석", site: "강남" }, streams: [{}, {}] },
    });
  });
});
