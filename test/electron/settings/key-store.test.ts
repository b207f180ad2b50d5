import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
    expect(other.log.join()).toContain('"camera" cannot be read or decrypted');
    expect(other.log.join()).not.toContain("geheim");
  });

  test("keeps nothing where the system has no key", async () => {
    const { secrets, file } = open({ cipher: { ...makeCipher(), isAvailable: () => Promise.resolve(false) } });
    expect(await secrets.keep("camera", "x")).toBe("no_key_store");
    expect(existsSync(file)).toBe(false);
  });

  test("keeps all of several that come at once", async () => {
    const { secrets, file, cipher } = open();
    await Promise.all([secrets.keep("camera", "a"), secrets.keep("smtp", "b"), secrets.keep("slack", "c")]);
    const { secrets: later } = open({ file, cipher });
    expect(await Promise.all(["camera", "smtp", "slack"].map((ref) => later.read(ref)))).toEqual(["a", "b", "c"]);
  });

  test("gives the new secret, also when the old one was just being read", async () => {
    const cipher = makeCipher();
    const { secrets, file } = open({ cipher });
    await secrets.keep("camera", "old");
    const slow: Cipher = { ...cipher, decrypt: (bytes) => sleep(50).then(() => cipher.decrypt(bytes)) };
    const { secrets: later } = open({ file, cipher: slow });
    await Promise.all([later.read("camera"), later.keep("camera", "new")]);
    expect(await later.read("camera")).toBe("new");
  });

  test("keeps a damaged file aside", async () => {
    const file = join(makeTempDir(), "secrets.json");
    writeFileSync(file, "{torn");
    const { secrets, log } = open({ file });
    expect(await secrets.read("camera")).toBeUndefined();
    expect(await secrets.keep("camera", "x")).toBe("kept");
    expect(await secrets.read("camera")).toBe("x");
    expect(readFileSync(`${file}.bad`, "utf8")).toBe("{torn");
    expect(log.join()).toContain("is damaged and kept as");
  });

  test("writes nothing over a file that it cannot read", async () => {
    const file = makeTempDir(); // a folder in its place
    const { secrets, log } = open({ file });
    expect(await secrets.keep("camera", "x")).toBe("no_key_store");
    expect(statSync(file).isDirectory()).toBe(true);
    expect(log.join()).toContain("was not kept");
  });
});
