import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { StateRecord } from "../../../shared/state-line.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startTestCollector } from "./test-collector.ts";
import type { TestCollector } from "./test-collector.ts";

const CLIENT = "019b9d9a-0000-7000-8000-00000000000a";
const OTHER = "019b9d9a-0000-7000-8000-00000000000b";
const PAGE = "019b9d9a-0000-7000-8000-0000000000aa";

const idOf = (number: number) => `019b9d9a-0000-7000-9000-${String(number).padStart(12, "0")}`;

function makeChange(number: number): StateRecord {
  const at = new Date(Date.UTC(2026, 0, 8, 12, 0, number)).toISOString();
  return { timestamp: at, streamId: "stream-001", state: "up", since: at, server: "127.0.0.1:8889", page: PAGE, id: idOf(number) };
}

function post(collector: TestCollector, lines: readonly unknown[], clientId: string | undefined = CLIENT) {
  const headers = { "content-type": "application/x-ndjson", "user-agent": clientId === "" ? "curl/8" : `MTXWatch/0.1.0 (${clientId})` };
  const body = lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
  return collector.send("/api/v1/states", { method: "POST", headers, body });
}

function readStates(dataDir: string): unknown[] {
  const folder = join(dataDir, "logs", "states");
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return names.flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line)),
  );
}

describe("lines of PCs' state journals", () => {
  test("are announced, and stored with the PC that sent them", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    expect((await collector.send("/api/v1/error-logs")).body).toMatchObject({ states: true });
    const alive = { timestamp: "2026-01-08T12:00:30.000Z", event: "alive", page: PAGE, id: idOf(2), clockOffset: -40 };

    const first = await post(collector, [makeChange(1), alive]);
    const second = await post(collector, [makeChange(3)], OTHER.toUpperCase());

    expect([first, second]).toMatchObject([
      { status: 200, body: { accepted: 2, duplicates: 0, rejected: [] } },
      { status: 200, body: { accepted: 1, duplicates: 0, rejected: [] } },
    ]);
    expect(readStates(dataDir)).toEqual([
      { ...makeChange(1), clientId: CLIENT },
      { ...alive, clientId: CLIENT },
      { ...makeChange(3), clientId: OTHER },
    ]);
  });

  test("are stored once, also across a restart", async () => {
    const dataDir = makeTempDir();
    const first = await startTestCollector({ dataDir });
    await post(first, [makeChange(1), makeChange(2)]);
    await first.close();

    const second = await startTestCollector({ dataDir });
    const again = await post(second, [makeChange(2), makeChange(3), makeChange(3)]);

    expect(again).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 2 } });
    expect(readStates(dataDir)).toHaveLength(3);
  });

  test("of a step of recovery are two under one id, and each is stored once", async () => {
    const dataDir = makeTempDir();
    const step = {
      event: "recovery",
      streamId: "stream-001",
      incidentId: idOf(90),
      step: "kick",
      took: 0,
      server: "127.0.0.1:8889",
      id: idOf(1),
    };
    const lines = (["given_up", "recovered"] as const).map((outcome) => ({ timestamp: new Date().toISOString(), ...step, outcome }));
    const first = await startTestCollector({ dataDir });
    expect(await post(first, [lines[0]])).toMatchObject({ body: { accepted: 1, duplicates: 0, rejected: [] } });
    expect(await post(first, lines)).toMatchObject({ body: { accepted: 1, duplicates: 1, rejected: [] } });
    await first.close();
    for (const name of readdirSync(dataDir)) if (name.startsWith("states.sqlite")) rmSync(join(dataDir, name)); // the journal says it all
    const second = await startTestCollector({ dataDir });
    expect(await post(second, lines)).toMatchObject({ body: { accepted: 0, duplicates: 2, rejected: [] } });
    expect(readStates(dataDir)).toMatchObject(lines);
  });

  test("that are none are named, and hold up no others", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    const { id: _id, ...nameless } = makeChange(9) as { id: string };
    const deep = `{"id":"${idOf(8)}","timestamp":"2026-01-08T12:00:00.000Z","event":"started","x":${"[".repeat(80)}${"]".repeat(80)}}`;

    const reply = await post(collector, [
      "{torn",
      nameless,
      { ...makeChange(4), state: "sideways" },
      { ...makeChange(5), clientId: OTHER },
      { ...makeChange(6), page: "x".repeat(9_000) },
      deep,
      makeChange(7),
    ]);

    expect(reply).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0 } });
    const { rejected } = reply.body as { rejected: { id: string | null; reason: string }[] };
    expect(rejected.map(({ id }) => id)).toEqual([null, null, idOf(4), idOf(5), idOf(6), idOf(8)]);
    expect(rejected.map(({ reason }) => reason).join("\n")).toMatch(
      /not a JSON object\nid: .*\nnone of .*\nclientId: .*\n.*8192 bytes.*\nnested/,
    );
    expect(readStates(dataDir)).toEqual([{ ...makeChange(7), clientId: CLIENT }]);
  });

  test("need somebody whose they are", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    expect(await post(collector, [makeChange(1)], "")).toMatchObject({ status: 422 });
  });

  test("are kept as one line that a terminal can show", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    await post(collector, [{ ...makeChange(1), streamId: "a\u001b[31m\u2028" }]);
    const [stored] = readStates(dataDir) as { streamId: string }[];
    expect(stored!.streamId).toBe("a\u001b[31m\u2028");
    const folder = join(dataDir, "logs", "states");
    const text = readFileSync(
      join(
        folder,
        readdirSync(folder).find((name) => name.endsWith(".jsonl"))!,
      ),
      "utf8",
    );
    expect([text.includes("\u001b"), text.includes("\u2028")]).toEqual([false, false]);
  });
});
