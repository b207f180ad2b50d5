import { chmodSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { readAuthorization } from "../../../electron/settings/read-authorization.ts";
import { createSecrets } from "../../../electron/settings/secrets.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

vi.mock("node:fs", { spy: true }); // to count what is read

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
    expect(log.join()).toContain("may be read or written by everybody");
  });

  test.skipIf(process.platform === "win32")("is looked for in each file once, and the log says once why a file is refused", async () => {
    const log: string[] = [];
    const file = writeSecrets('{"cam":"x"}', 0o644);
    const secrets = createSecrets({ env: {}, file, log: (line) => log.push(line) });
    const refs = Array.from({ length: 2_100 }, (_, n) => `ref${n}`);
    vi.mocked(statSync).mockClear();
    expect(new Set(Object.values(await secrets.find([...refs, "cam"])))).toEqual(new Set(["nowhere"]));
    expect(vi.mocked(statSync).mock.calls.filter(([path]) => path === file)).toHaveLength(1);
    await secrets.read("cam");
    expect(log).toHaveLength(1);
    chmodSync(file, 0o600);
    expect(await secrets.find(["cam", ...refs])).toMatchObject({ cam: "given", ref0: "nowhere" });
    chmodSync(file, 0o644);
    await secrets.read("cam");
    expect(log).toHaveLength(2);
  });

  test("that cannot be read for another reason than its form is refused with that reason, and no file is quoted", async () => {
    const log: string[] = [];
    const folder = makeTempDir(); // no file
    await createSecrets({ env: {}, file: folder, log: (line) => log.push(line) }).read("cam");
    await createSecrets({ env: {}, file: writeSecrets('{"cam":"s3cret",}', 0o600), log: (line) => log.push(line) }).read("cam");
    expect(log).toEqual([expect.stringMatching(/EISDIR/), expect.stringMatching(/is not a JSON object of texts$/)]);
    expect(log.join()).not.toContain("s3cret");
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
