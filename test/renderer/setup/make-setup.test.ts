import { describe, expect, test } from "vitest";
import { addToSettings, refOfServer, secretRefOf } from "../../../renderer/setup/make-setup.ts";
import { findUnknown, parseSettings } from "../../../electron/settings/read-settings.ts";
import { DEFAULT_SETTINGS, settingsSchema } from "../../../shared/settings.ts";

const server = { whepBaseUrl: "http://192.168.0.10:8889", name: "", apiUrl: "http://192.168.0.10:9997", auth: { kind: "none" as const } };
const parsed = (settings: object) => settingsSchema.parse(settings);
const listed = (path: string, name = "", site = "") => ({ path, name, site });

describe("adding a server and its streams", () => {
  test("names what was not named, and makes settings that are valid", () => {
    const chosen = [listed("cam1", "1번 출입구", "강남"), listed("line2/cam2")];
    const { changes, added } = addToSettings(DEFAULT_SETTINGS, { server, chosen });
    expect(added).toBe(2);
    expect(changes.servers).toMatchObject([{ id: "server-1", name: "192.168.0.10", apiUrl: server.apiUrl }]);
    expect(changes.streams).toMatchObject([
      { id: "cam1", name: "1번 출입구", serverId: "server-1", path: "cam1", site: "강남" },
      { id: "line2/cam2", name: "line2/cam2", serverId: "server-1", path: "line2/cam2" },
    ]);
    expect(parseSettings({ ...changes })).toMatchObject({ ok: true });
    expect(findUnknown({ ...changes })).toEqual([]);
  });

  test("adds to a server that is there already, and leaves its streams alone", () => {
    const first = { ...DEFAULT_SETTINGS, ...addToSettings(DEFAULT_SETTINGS, { server, chosen: [listed("cam1", "정문")] }).changes };
    const again = addToSettings(first, { server: { ...server, whepBaseUrl: "HTTP://192.168.0.10:8889/", apiUrl: "" }, chosen: [listed("cam1"), listed("cam2")] }); // prettier-ignore
    expect(again.added).toBe(1);
    expect(again.changes.servers).toMatchObject([{ id: "server-1", name: "192.168.0.10", apiUrl: server.apiUrl }]);
    expect(again.changes.streams.map(({ id, name }) => [id, name])).toEqual([["cam1", "정문"], ["cam2", "cam2"]]); // prettier-ignore
  });

  test.each([
    ["server-1", "server_1"],
    ["본관 A", "server____a"],
    ["x".repeat(99), "x".repeat(32)],
  ])("keeps the password of %j as %j", (id, secretRef) => {
    const known = { ...DEFAULT_SETTINGS, ...parsed({ servers: [{ id, whepBaseUrl: "http://b:8889" }] }) };
    expect(secretRefOf(known, "http://b:8889")).toBe(secretRef);
    expect(parsed({ servers: [{ id, whepBaseUrl: "http://b", auth: { kind: "bearer", secretRef } }] })).toBeDefined();
  });

  test("keeps a second secret of a server beside the first, however long its id", () => {
    expect([refOfServer("server-1", "_api"), refOfServer("x".repeat(99), "_api")]).toEqual(["server_1_api", `${"x".repeat(28)}_api`]);
  });

  test("keeps a changed password under the name that it had", () => {
    const known = parsed({ servers: [{ id: "a", whepBaseUrl: "http://b:8889", auth: { kind: "bearer", secretRef: "cam" } }] });
    expect(secretRefOf({ ...DEFAULT_SETTINGS, ...known }, "http://b:8889")).toBe("cam");
  });

  test("gives equal paths of two servers ids of their own", () => {
    const first = { ...DEFAULT_SETTINGS, ...addToSettings(DEFAULT_SETTINGS, { server, chosen: [listed("cam1")] }).changes };
    const { changes } = addToSettings(first, { server: { ...server, whepBaseUrl: "http://b:8889" }, chosen: [listed("cam1"), listed("x".repeat(900))] }); // prettier-ignore
    expect(changes.streams.map(({ id, serverId }) => [id.slice(0, 6), serverId])).toEqual([
      ["cam1", "server-1"],
      ["cam1-2", "server-2"],
      ["xxxxxx", "server-2"],
    ]);
    expect(parseSettings({ ...changes })).toMatchObject({ ok: true });
  });
});
