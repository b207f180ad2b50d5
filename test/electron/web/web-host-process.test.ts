import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Result } from "../../../shared/api-names.ts";
import { readLines } from "../../support/api-contract.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

/** The entry as it stands: Node takes the types off by itself. */
function startWebHost(args: string[]) {
  const entry = join(import.meta.dirname, "..", "..", "..", "electron", "web-host.ts");
  const child = spawn(process.execPath, [entry, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return { child, output, closed: once(child, "close") };
}

describe("npm run web", () => {
  // Windows gives a program no signal: there each is a hard end.
  test.skipIf(process.platform === "win32")(
    "it prints where it serves and nothing else, and ends on SIGTERM with everything accepted on disk",
    async () => {
      const dataDir = makeTempDir();
      const { child, output, closed } = startWebHost(["--port", "0", "--data-dir", dataDir]);
      const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
      const url = /^ready (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+)$/.exec(line)?.[1];
      const entered = await fetch(url!, { redirect: "manual" });
      const cookie = entered.headers.get("set-cookie")!.split(";")[0]!;

      const report = makeReport();
      const answer = await fetch(new URL("/api/reportError", url), {
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
        body: JSON.stringify(report),
      });
      expect((await answer.json()) as Result<unknown>).toMatchObject({ ok: true });

      child.kill("SIGTERM");
      expect(await closed).toEqual([0, null]);
      expect(output.stdout).toBe(`${line}\n`);
      expect(readLines(join(dataDir, "logs", "mediamtx_errors")).map(({ id }) => id)).toEqual([report.id]);
    },
  );

  test("what is wrong with the arguments is said, with exit code 2", async () => {
    const { output, closed } = startWebHost(["--port", "x"]);
    expect(await closed).toEqual([2, null]);
    expect(output).toEqual({ stdout: "", stderr: expect.stringContaining('--port needs a number from 0 to 65535, not "x"') });
  });

  test("a port that is taken is said, with exit code 1", async () => {
    const first = startWebHost(["--port", "0", "--data-dir", makeTempDir()]);
    const [line] = (await once(createInterface({ input: first.child.stdout }), "line")) as [string];
    const second = startWebHost(["--port", new URL(line.slice("ready ".length)).port, "--data-dir", makeTempDir()]);
    expect(await second.closed).toEqual([1, null]);
    expect(second.output.stderr).toMatch(/^web host: port \d+ of 127\.0\.0\.1 is taken by another program/m);
  });
});
