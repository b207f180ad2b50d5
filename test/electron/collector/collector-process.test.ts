import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ErrorRecord } from "../../../shared/record.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeRecords } from "./make-records.ts";
import { readJournalFiles } from "./read-journal-files.ts";
import { RECORDS_PATH } from "./test-collector.ts";

const ENTRY = fileURLToPath(new URL("../../../electron/collector.ts", import.meta.url));

describe("the collector's process", () => {
  // Windows gives a program no signal: there each is a hard end.
  test.skipIf(process.platform === "win32").each(["SIGTERM", "SIGINT"] as const)(
    "says where it is ready and nothing else, and ends cleanly on %s",
    async (signal) => {
      const collector = spawnCollector(["--port", "0", "--data-dir", makeTempDir()]);
      const output = text(collector.stdout);
      await once(collector.stderr, "data"); // it logs where the records go once it is about to be ready
      collector.kill(signal);
      expect(await once(collector, "exit")).toEqual([0, null]);
      expect(await output).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+\n$/);
    },
  );

  test("has a folder of its own where none is named: the client on the same PC has the default one", async () => {
    const state = makeTempDir();
    const collector = spawnCollector(["--port", "0"], { XDG_STATE_HOME: state, LOCALAPPDATA: state });
    const log = text(collector.stderr);
    await readUrl(collector);
    collector.kill("SIGTERM");
    expect(await log).toMatch(/records go to .*[/\\]collector\n/);
  });

  test("ends when its parent closes the pipe", async () => {
    const collector = spawnCollector(["--port", "0", "--data-dir", makeTempDir()], { MTX_PARENT_PIPE: "1" });
    await readUrl(collector);
    collector.stdin.end();
    expect(await once(collector, "exit")).toEqual([0, null]);
  });

  test.skipIf(process.platform === "win32")("ends when its parent was killed", async () => {
    const starter = `require("node:child_process").spawn(process.execPath, process.argv.slice(1), { stdio: "inherit" })`;
    const parent = spawnNode(["-e", starter, "--", ENTRY, "--port", "0", "--data-dir", makeTempDir()]);
    const url = await readUrl(parent);
    parent.kill("SIGKILL");
    await once(parent, "close"); // the collector holds the same pipes: they close when both have ended
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  });

  test.each([
    [2, ["--host", "0.0.0.0", "--port", "0"], /^collector: listening on 0\.0\.0\.0 needs a token/],
    [2, ["--prot", "8000"], /^collector: Unknown option '--prot'/],
    [1, ["--config", "absent.json"], /^collector: .*absent\.json/],
  ])("ends with exit code %i for %j", async (exitCode, argv, complaint) => {
    const collector = spawnCollector([...argv, "--data-dir", makeTempDir()]);
    const [output, complaints] = [text(collector.stdout), text(collector.stderr)];
    expect(await once(collector, "exit")).toEqual([exitCode, null]);
    expect([await output, await complaints]).toEqual(["", expect.stringMatching(complaint)]);
  });

  test("has every record it answered on disk, once, after it was killed in the middle of a stream of them", async () => {
    const dataDir = makeTempDir();
    const records = makeRecords(1_200);
    const answered = new Set<string>();
    for (const enough of [200, 500, 900]) {
      const collector = spawnCollector(["--port", "0", "--data-dir", dataDir]);
      const killed = once(collector, "exit");
      const url = await readUrl(collector);
      await postUntil(url, records, answered, () => answered.size >= enough && collector.kill("SIGKILL"));
      await killed;

      const stored = readJournalFiles(dataDir).map(({ id }) => id);
      expect(new Set(stored).size).toBe(stored.length);
      expect([...answered].filter((id) => !stored.includes(id))).toEqual([]);
    }

    const collector = spawnCollector(["--port", "0", "--data-dir", dataDir]);
    await postUntil(await readUrl(collector), records, new Set(), () => false);
    collector.kill("SIGTERM");
    await once(collector, "exit");
    const stored = readJournalFiles(dataDir) as unknown as ErrorRecord[];
    expect(stored.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(records.toSorted((a, b) => a.id.localeCompare(b.id)));
  });
});

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function spawnCollector(argv: string[], env: NodeJS.ProcessEnv = {}): Child {
  return spawnNode([ENTRY, ...argv], env);
}

function spawnNode(argv: string[], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...argv], {
    env: { ...process.env, ...env },
    stdio: "pipe",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function readUrl(collector: Child): Promise<string> {
  const [line] = (await once(createInterface(collector.stdout), "line")) as [string];
  return line.replace(/^ready /, "");
}

/** Sends what is not answered yet, eight at a time, each the way a client does it that gives up at the first failure. */
async function postUntil(url: string, records: readonly ErrorRecord[], answered: Set<string>, isEnough: () => boolean): Promise<void> {
  const waiting = records.filter(({ id }) => !answered.has(id));
  const sendOneByOne = async (): Promise<void> => {
    for (let record = waiting.shift(); record !== undefined; record = waiting.shift()) {
      const headers = { "content-type": "application/json" };
      const reply = await fetch(url + RECORDS_PATH, { method: "POST", headers, body: JSON.stringify(record) });
      if (reply.ok) answered.add(record.id);
      await reply.body?.cancel();
      if (isEnough()) return;
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, sendOneByOne));
}
