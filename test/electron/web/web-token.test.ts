import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadWebToken } from "../../../electron/web/web-token.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

describe("token of the web host", () => {
  test("it stays the same when the host starts again, so that an open page gets back in", async () => {
    const dataDir = join(makeTempDir(), "not-there-yet");
    const token = await loadWebToken(dataDir);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await loadWebToken(dataDir)).toBe(token);
    expect(await loadWebToken(makeTempDir())).not.toBe(token);
  });

  test.skipIf(process.platform === "win32")("nobody else may read it", async () => {
    const dataDir = makeTempDir();
    await loadWebToken(dataDir);
    expect(statSync(join(dataDir, "web-token")).mode & 0o077).toBe(0);
  });

  test.each(["", "short", "x".repeat(1_000)])("a damaged file (%s) is replaced", async (text) => {
    const dataDir = makeTempDir();
    writeFileSync(join(dataDir, "web-token"), text);
    const token = await loadWebToken(dataDir);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await loadWebToken(dataDir)).toBe(token);
  });
});
