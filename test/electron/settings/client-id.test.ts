import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadClientId } from "../../../electron/settings/client-id.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

describe("client id", () => {
  test("is made at the first start and stays", async () => {
    const dataDir = makeTempDir();
    const first = await loadClientId(dataDir, Date.now());
    expect(first.isCopy).toBe(false);
    expect(await loadClientId(dataDir, Date.now())).toEqual(first);
  });

  test("is a new one in a data dir that was copied to another machine", async () => {
    const dataDir = makeTempDir();
    const here = await loadClientId(dataDir, Date.now(), "machine a");
    const there = await loadClientId(dataDir, Date.now(), "machine b");
    expect(there.isCopy).toBe(true);
    expect(there.id).not.toBe(here.id);
  });

  test("is made anew when its file is damaged", async () => {
    const dataDir = makeTempDir();
    writeFileSync(join(dataDir, "client-id"), "\0\0\0");
    expect((await loadClientId(dataDir, Date.now())).isCopy).toBe(false);
  });
});
