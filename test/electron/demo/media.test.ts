import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { openReader } from "./open-reader.ts";

const ENTRY = fileURLToPath(new URL("../../../electron/media.ts", import.meta.url));
const PATIENTLY = { timeout: 40_000, interval: 20 };
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function startMedia(...args: string[]) {
  const child = spawn(process.execPath, [ENTRY, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (errors += data));
  children.push(child);
  return {
    child,
    output: () => output,
    errors: () => errors,
    exit: once(child, "close").then(([code]) => code as number | null),
    ready: async () => {
      const [line] = (await once(createInterface(child.stdout), "line")) as [string];
      return line.replace(/^ready /, "");
    },
  };
}

describe("npm run media", () => {
  test("prints the ready line alone, plays, and says goodbye to its readers at SIGTERM", async () => {
    const media = startMedia("--port", "0", "--streams", "1", "--size", "160x90");
    const url = await media.ready();
    const reader = await openReader(`${url}/demo-1/whep`);
    await expect.poll(reader.frames, PATIENTLY).toBeGreaterThan(2);
    media.child.kill("SIGTERM");
    expect(await media.exit).toBe(0);
    await expect.poll(reader.dtlsState, PATIENTLY).toBe("closed");
    expect(media.output()).toBe(`ready ${url}\n`);
    reader.close();
  });

  test("asks for the password it was started with", async () => {
    const media = startMedia("--port", "0", "--streams", "1", "--user", "u", "--password", "p");
    const url = `${await media.ready()}/demo-1/whep`;
    expect((await fetch(url, { method: "OPTIONS" })).status).toBe(401);
    const headers = { Authorization: `Basic ${btoa("u:p")}` };
    expect((await fetch(url, { method: "OPTIONS", headers })).status).toBe(204);
  });

  test("explains itself", async () => {
    const media = startMedia("--help");
    expect(await media.exit).toBe(0);
    expect(media.output()).toMatch(/^Usage: npm run media/);
  });

  test.each([
    [["--port", "http"], "--port must be an integer from 0 to 65535"],
    [["--streams", "0"], "--streams must be an integer from 1 to 256"],
    [["--size", "640"], "--size is WIDTHxHEIGHT"],
    [["--size", "641x360"], "--size must be even"],
    [["--speed", "9"], "Unknown option '--speed'"],
  ])("refuses %j", async (args, words) => {
    const media = startMedia(...args);
    expect(await media.exit).toBe(2);
    expect(media.errors()).toContain(words);
    expect(media.output()).toBe("");
  });

  test("says which port is taken", async () => {
    const port = new URL(await startMedia("--port", "0", "--streams", "1").ready()).port;
    const second = startMedia("--port", port, "--streams", "1");
    expect(await second.exit).toBe(2);
    expect(second.errors()).toContain(`address already in use 127.0.0.1:${port}`);
  });
});
