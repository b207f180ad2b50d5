import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { startProgram } from "../support/start-program.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const entryOf = (program: string) => join(import.meta.dirname, "..", "..", "electron", `${program}.ts`);

test.each([
  ["web-host", "web-host", "web host"],
  ["collector", "collector", "collector"],
  ["web-host", "collector", "collector"],
])("while a %s has a data dir, a %s is refused in one plain sentence, and changes nothing there", async (running, other, name) => {
  const dataDir = makeTempDir();
  const args = ["--port", "0", "--data-dir", dataDir];
  const first = await startProgram(entryOf(running), args);
  onTestFinished(() => first.stop());
  const before = readAll(dataDir);

  const second = spawn(process.execPath, [entryOf(other), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [exitCode]] = await Promise.all([text(second.stdout), text(second.stderr), once(second, "exit")]);
  const errors = stderr.split("\n").filter((line) => !/^\(|Warning/.test(line));
  expect(errors).toEqual([`${name}: another process already writes to ${join(dataDir, "logs", "mediamtx_errors")}`, ""]);
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
  expect(readAll(dataDir)).toEqual(before);
});

/** The records, and every file outside of the logs and cursors: the first program goes on writing the others, such as its own log and the states. */
function readAll(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const others = files.filter(({ parentPath }) => !/[/\\]logs[/\\](?!mediamtx_errors)|[/\\]cursors/.test(parentPath));
  return others.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1"));
}
