import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createKeyStore } from "../../../electron/settings/key-store.ts";
import type { Cipher } from "../../../electron/settings/key-store.ts";
import { createSecrets } from "../../../electron/settings/secrets.ts";
import { makeCipher } from "../../support/make-cipher.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

function open({
  cipher = makeCipher(),
  file = join(makeTempDir(), "secrets.json"),
  env = {},
}: { cipher?: Cipher; file?: string; env?: NodeJS.ProcessEnv } = {}) {
  const log: string[] = [];
  const keyStore = createKeyStore({ cipher, file, log: (line) => log.push(line) });
  return {
    secrets: createSecrets({ env, file: join(makeTempDir(), "none.json"), keyStore, log: (line) => log.push(line) }),
    file,
    log,
    cipher,
  };
}

describe("the key store", () => {
  test("keeps secrets encrypted, for their owner alone, across restarts", async () => {
    const { secrets, file, cipher } = open();
    expect(await secrets.keep("camera", "비밀번호")).toBe("kept");
    expect(await secrets.keep("smtp", "second")).toBe("kept");
    expect(readFileSync(file, "utf8")).not.toContain("비밀번호");
    if (process.platform !== "win32") expect(statSync(file).mode & 0o077).toBe(0);
    const { secrets: later } = open({ file, cipher });
    expect([await later.read("camera"), await later.read("smtp"), await later.read("constructor")]).toEqual([
      "비밀번호",
      "second",
      undefined,
    ]);
    await later.keep("camera", "new");
    expect(await later.read("camera")).toBe("new");
    await later.keep("camera", "");
    expect([await later.read("camera"), await later.read("smtp")]).toEqual([undefined, "second"]);
  });

  test("comes after the environment and the files, whose secrets it does not take over", async () => {
    const { secrets, file, cipher } = open();
    await secrets.keep("camera", "kept");
    const { secrets: given } = open({ file, cipher, env: { MTX_SECRET_CAMERA: "given" } });
    expect(await given.read("camera")).toBe("given");
    expect(await given.keep("camera", "other")).toBe("given");
  });

  test("that another account made gives nothing, and the log says so without the secret", async () => {
    const { secrets, file } = open();
    await secrets.keep("camera", "geheim");
    const other = open({ file });
    expect(await other.secrets.read("camera")).toBeUndefined();
    expect(other.log.join()).toContain('"camera" cannot be decrypted');
    expect(other.log.join()).not.toContain("geheim");
  });

  test("keeps nothing where the system has no key, or its file is damaged and cannot be written", async () => {
    const { secrets, file } = open({ cipher: { ...makeCipher(), isAvailable: () => Promise.resolve(false) } });
    expect(await secrets.keep("camera", "x")).toBe("no_key_store");
    writeFileSync(file, "{torn");
    const damaged = open({ file });
    expect(await damaged.secrets.read("camera")).toBeUndefined();
    expect(await damaged.secrets.keep("camera", "x")).toBe("kept");
    expect(await damaged.secrets.read("camera")).toBe("x");
  });
});
