import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAuthorization } from "../../../electron/settings/read-authorization.ts";
import { createSecrets } from "../../../electron/settings/secrets.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

function writeSecrets(content: string, mode: number): string {
  const file = join(makeTempDir(), "secrets.json");
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

describe("a secret", () => {
  test("comes from the environment first, then from the secrets file", async () => {
    const file = writeSecrets('{"cam":"from file","central":"t"}', 0o600);
    const { read } = createSecrets({ env: { MTX_SECRET_CAM: "from environment" }, file, log: () => undefined });
    expect(await read("cam")).toBe("from environment");
    expect(await read("central")).toBe("t");
    expect(await read("nobody")).toBeUndefined();
    expect(await read("")).toBeUndefined();
  });

  test.skipIf(process.platform === "win32")("is not taken from a file that everybody may read, and the log says why", async () => {
    const log: string[] = [];
    const file = writeSecrets('{"cam":"x"}', 0o644);
    expect(await createSecrets({ env: {}, file, log: (line) => log.push(line) }).read("cam")).toBeUndefined();
    expect(log.join()).toContain("may be read by everybody");
  });
});

describe("authorization of a server", () => {
  const readSecret = async (ref: string) => (ref === "cam" ? "비밀" : undefined);
  test.each([
    [{ kind: "none" } as const, undefined],
    [{ kind: "bearer", secretRef: "cam" } as const, "Bearer 비밀"],
    [{ kind: "basic", user: "u", secretRef: "cam" } as const, `Basic ${Buffer.from("u:비밀").toString("base64")}`],
    [{ kind: "basic", user: "u", secretRef: "gone" } as const, undefined],
  ])("%j", async (auth, expected) => expect(await readAuthorization(auth, readSecret)).toBe(expected));
});
