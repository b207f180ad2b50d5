import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { readDeliverArguments } from "../../../electron/cli/deliver-arguments.ts";
import type { DeliverArguments } from "../../../electron/cli/deliver-arguments.ts";
import { runDeliver } from "../../../electron/cli/run-deliver.ts";
import { findEnd, PATIENCE } from "../../../electron/delivery/deliver-backlog.ts";
import { openStoredJournal } from "../../../electron/journal/open-stored-journal.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { listContents, makeRescuedDir, OLD_CLIENT } from "../../support/make-rescued-dir.ts";
import { CREATED, NO_BATCH, startScriptedCentral } from "../delivery/scripted-central.ts";
import type { ReceivedRequest, Script } from "../delivery/scripted-central.ts";

async function deliver(args: DeliverArguments, env: NodeJS.ProcessEnv = {}) {
  let [out, said] = ["", ""];
  const isDone = await runDeliver(args, {
    env,
    write: (words) => (out += words),
    say: (words) => (said += `${words}\n`),
    signal: new AbortController().signal,
  });
  return { isDone, out, said };
}

async function startCentral(script: (post: ReceivedRequest) => ReturnType<Script>) {
  const central = await startScriptedCentral((request) => (request.method === "GET" ? NO_BATCH : script(request)));
  onTestFinished(central.goDown);
  return central;
}
const idsOf = (posts: readonly ReceivedRequest[]) => posts.map(({ headers }) => headers["idempotency-key"]);

describe("deliver", () => {
  test("sends what is left under the old client id, in order, and changes nothing but its place", async () => {
    const central = await startCentral(() => CREATED);
    const { dataDir, waiting } = await makeRescuedDir(30, { central: { enabled: true, url: central.url, secretRef: "back" } });
    const before = listContents(dataDir);
    const { said, ...rest } = await deliver({ dataDir }, { MTX_SECRET_BACK: "key" });
    expect(rest).toEqual({ isDone: true, out: "30 delivered, 0 rejected; 0 left\n" });
    expect(said).toContain(`30 records of client ${OLD_CLIENT} wait; they go to ${central.url}`);
    expect(idsOf(central.posts)).toEqual(waiting.map(({ id }) => id));
    for (const { headers } of central.posts) {
      expect(headers["user-agent"]).toMatch(new RegExp(`^MTXWatch/[\\d.]+ \\(${OLD_CLIENT}\\)$`));
      expect(headers.authorization).toBe("Bearer key");
    }
    expect(listContents(dataDir)).toEqual(before);

    expect(await deliver({ dataDir })).toMatchObject({ isDone: true, out: "0 delivered, 0 rejected; 0 left\n" });
    expect(central.posts).toHaveLength(30);
  });

  test("sends all that is there where that PC had never sent anything", async () => {
    const central = await startCentral(() => CREATED);
    const { dataDir } = await makeRescuedDir(5, {}, { hasCursor: false });
    expect(await deliver({ dataDir, url: central.url })).toMatchObject({ isDone: true, out: "15 delivered, 0 rejected; 0 left\n" });
  });

  // Windows gives a program no signal: there each is a hard end.
  test.skipIf(process.platform === "win32")("stops at Ctrl+C, and goes on from there", async () => {
    const reached = Promise.withResolvers<void>();
    const central = await startCentral(() => {
      if (central.posts.length < 12) return CREATED;
      reached.resolve();
      return "hang";
    });
    const { dataDir, waiting } = await makeRescuedDir(30);
    const program = join(import.meta.dirname, "../../../electron/cli.ts");
    const child = spawn(process.execPath, [program, "deliver", "--data-dir", dataDir, "--url", central.url]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]);
    await reached.promise;
    child.kill("SIGINT");
    const stopped = expect.stringContaining("stopped; a second call goes on");
    expect(await ended).toEqual([[1, null], "11 delivered, 0 rejected; 19 left\n", stopped]);

    central.answer(({ method }) => (method === "GET" ? NO_BATCH : CREATED));
    expect(await deliver({ dataDir, url: central.url })).toMatchObject({ isDone: true, out: "19 delivered, 0 rejected; 0 left\n" });
    // What was on its way when it was stopped is sent again.
    expect(idsOf(central.posts)).toEqual([...waiting.slice(0, 12), ...waiting.slice(11)].map(({ id }) => id));
  });

  test("puts aside what central rejects, and says how many", async () => {
    const { dataDir, waiting } = await makeRescuedDir(5);
    const { id, streamId } = waiting[1]!;
    const central = await startCentral(({ body }) => (body.includes(`"${streamId}"`) ? { status: 422 } : CREATED));
    expect(await deliver({ dataDir, url: central.url })).toMatchObject({ isDone: true, out: "4 delivered, 1 rejected; 0 left\n" });
    const folder = join(dataDir, "logs", "rejected");
    expect(readFileSync(join(folder, readdirSync(folder)[0]!), "utf8")).toContain(id);
  });

  test("ends with the reason when central does not take it, and nothing is lost", async () => {
    const central = await startCentral(({ headers }) => (headers.authorization === "Bearer right" ? CREATED : { status: 401 }));
    const { dataDir } = await makeRescuedDir(7);
    const { url } = central;
    expect(await deliver({ dataDir, url })).toMatchObject({ isDone: false, said: expect.stringContaining("401") });
    await central.goDown();
    expect(await deliver({ dataDir, url })).toMatchObject({ isDone: false, said: expect.stringContaining("ECONNREFUSED") });
    await central.goUp();
    expect(await deliver({ dataDir, url, token: "right" })).toMatchObject({ isDone: true, out: "7 delivered, 0 rejected; 0 left\n" });
  });

  test("refuses a data dir in which its place cannot be kept", async () => {
    const { dataDir } = await makeRescuedDir(1, {}, { hasCursor: false });
    writeFileSync(join(dataDir, "cursors"), "");
    await expect(deliver({ dataDir, url: "http://127.0.0.1:9" })).rejects.toThrow("cursors cannot be written");
  });

  test("refuses a data dir that another process has, what is none, and one whose settings name no central", async () => {
    const { dataDir } = await makeRescuedDir(1);
    const journal = await openStoredJournal(join(dataDir, "logs", "mediamtx_errors"));
    onTestFinished(journal.close);
    const url = "http://127.0.0.1:9";
    await expect(deliver({ dataDir, url })).rejects.toThrow("another process already writes");
    await expect(deliver({ dataDir })).rejects.toThrow("--url");
    await expect(deliver({ dataDir: makeTempDir(), url })).rejects.toThrow("is no data dir");
  });
});

test.each([
  [["--data-dir", "old", "--url", "ftp://a"], "--url"],
  [[], "--data-dir"],
  [["--data-dir", "old", "--token-file", "blank"], "is empty"],
  [["--data-dir", "old", "--fast"], "--fast"],
])("the command line %j is refused", (argv, word) => {
  expect(readDeliverArguments(argv, () => " \n")).toEqual({ kind: "wrong", problem: expect.stringContaining(word) });
});

test("gives up on a central that refuses, or has not answered yet; one that has taken something gets its time", () => {
  const status = { waiting: 3, held: 0, rejected: 0, delivered: 5 };
  expect(findEnd({ ...status, state: "idle" }, 0)).toBe("done");
  expect(findEnd({ ...status, state: "delivering" }, PATIENCE)).toBeUndefined();
  expect(findEnd({ ...status, state: "misconfigured" }, 0)).toBe("failed");
  expect(findEnd({ ...status, state: "retrying", delivered: 0 }, 0)).toBe("failed");
  expect(findEnd({ ...status, state: "retrying" }, PATIENCE - 1)).toBeUndefined();
  expect(findEnd({ ...status, state: "retrying" }, PATIENCE)).toBe("failed");
});
