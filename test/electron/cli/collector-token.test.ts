import { appendFileSync, chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { editTokens } from "../../../electron/cli/collector-token-command.ts";
import { hashToken } from "../../../electron/collector/token-lines.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const CLIENT = "0197C0DE-0000-7000-8000-000000000003";
const OTHER = "0197c0de-0000-7000-8000-000000000004";

test("a PC's token is made, listed without itself, and withdrawn, and other lines stay as they are", async () => {
  const dataDir = makeTempDir();
  const file = join(dataDir, "pc-tokens");
  const run = (...argv: string[]) => editTokens(argv, "collector token", dataDir);

  const { output: token = "" } = await run("add", CLIENT, "3번", "관제석");
  expect(token).toMatch(/^mtxpc_[\w-]{43}\n$/);
  expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^# .*\\n${hashToken(token.trim())} ${CLIENT.toLowerCase()} \\S+ 3번 관제석\\n$`));
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(await run("add", CLIENT)).toMatchObject({ exitCode: 1, problem: expect.stringContaining("remove it first") });
  const before = readFileSync(file, "utf8");
  await run("add", OTHER);
  expect((await run("list")).output?.split("\n")).toEqual([
    expect.stringMatching(/^0197c0de-\S+3 {2}\S+ {2}3번 관제석$/),
    expect.stringMatching(/^0197c0de-\S+4 {2}\S+$/),
    "",
  ]);
  await run("remove", OTHER.toUpperCase());
  expect(readFileSync(file, "utf8")).toBe(before);

  expect(await run("remove", OTHER)).toMatchObject({ exitCode: 1, problem: expect.stringContaining("has no token") });
  expect(await run("add", "desk-3")).toMatchObject({ exitCode: 2, problem: expect.stringContaining('"desk-3" is no client id') });
  expect(await run("take")).toMatchObject({ exitCode: 2 });
  await expect(run("list", "--tolkens", "x")).rejects.toThrow("--tolkens");
  expect((await run("--help")).output).toContain("add CLIENT-ID");
  appendFileSync(file, "nonsense\n");
  expect(await run("list")).toMatchObject({ exitCode: 1, problem: expect.stringMatching(/line 3$/) });
  if (process.platform === "win32") return;
  chmodSync(file, 0o644);
  expect(await run("add", OTHER)).toMatchObject({ exitCode: 1, problem: expect.stringContaining("chmod 0640") });
});
