import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findProfileDirectory } from "../../../electron/desktop/profile-directory.ts";

describe("profile of Chromium", () => {
  const windows = { dataDir: undefined, platform: "win32" as const, env: { LOCALAPPDATA: "L" }, userName: "kim" };
  const linux = { dataDir: undefined, platform: "linux" as const, env: {}, userName: "kim" };

  test("a named data dir has a profile for each user", () => {
    expect(findProfileDirectory({ ...linux, dataDir: "/data" })).toBe(join("/data", "users", "kim", "chromium"));
    expect(findProfileDirectory({ ...windows, dataDir: "D" })).toBe(join("D", "users", "kim", "chromium"));
  });

  test("a user's name is one folder's name, whatever is in it", () => {
    const profile = findProfileDirectory({ ...linux, dataDir: "/data", userName: "CORP\\김/../x" });
    expect(profile).toBe(join("/data", "users", "CORP_김_.._x", "chromium"));
  });

  test("without a data dir it is local to the PC, never in the roaming profile", () => {
    expect(findProfileDirectory(windows)).toBe(join("L", "MTX Watch", "chromium"));
    expect(findProfileDirectory(linux)).toBeUndefined();
  });
});
