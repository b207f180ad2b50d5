import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";
import type { Payload } from "./start-alert-wall.ts";
import { headerOf, startMailServer } from "../delivery/start-mail-server.ts";

const COUNT = 30;
/** In the middle of which message each run is killed: far enough apart that none is hit twice. */
const KILL_AT = [1, 7, 15, 24];
const PROCESS = join(import.meta.dirname, "alerts-process.ts");

/** Runs a process until `done`; each run but the last is killed by whoever receives the message with that number. */
async function runKilled(alerts: object, { victim, done }: Counter, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const directory = makeTempDir();
  for (let run = 0; run <= KILL_AT.length; run++) {
    const child: ChildProcess = spawn(process.execPath, [PROCESS, directory, String(COUNT), JSON.stringify(alerts)], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, ...env },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "exit");
    victim.kill = () => child.kill("SIGKILL");
    if (run < KILL_AT.length) expect(await ended).toEqual([null, "SIGKILL"]);
    else await done;
  }
}

/** Each of them once or twice. */
function expectOnceOrTwice(received: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const name of received) counts.set(name, (counts.get(name) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual(Array.from({ length: COUNT }, (_, i) => `site:${i}`).sort());
  for (const [name, count] of counts) expect(count, name).toBeLessThanOrEqual(2);
}

/** Which alarm a message in words is about. */
function readSite(text: string): string {
  return `site:${/site (\d+) has/.exec(text)![1]}`;
}

type Counter = ReturnType<typeof createCounter>;

/** Counts messages, and has the process killed before or after their answer. */
function createCounter() {
  const received: string[] = [];
  const done = Promise.withResolvers<void>();
  const victim = { kill: (): void => undefined };
  let kills = 0;
  return {
    received,
    victim,
    done: done.promise,
    note(name: string): void {
      received.push(name);
      const seen = new Set(received).size;
      if (seen > KILL_AT[kills]!) {
        kills++;
        victim.kill();
      }
      if (seen === COUNT && kills === KILL_AT.length) done.resolve();
    },
  };
}

describe("a host that is killed while it sends", () => {
  test.each(["before the answer", "with the answer"])(
    "%s: each webhook comes once or twice",
    async (when) => {
      const counter = createCounter();
      await using server = await startScriptedCentral(({ body }) => {
        const { dedup_key } = JSON.parse(body) as Payload;
        const before = counter.received.length;
        counter.note(dedup_key.slice("pc/".length));
        return when === "before the answer" && KILL_AT.includes(before) ? "reset" : { status: 200 };
      });
      await runKilled({ webhook: { enabled: true, url: server.url } }, counter);
      expectOnceOrTwice(counter.received);
    },
    120_000,
  );

  test("each message to Slack comes once or twice", async () => {
    const counter = createCounter();
    await using server = await startScriptedCentral(({ body }) => {
      counter.note(readSite((JSON.parse(body) as { text: string }).text));
      return { status: 200, body: "ok" };
    });
    await runKilled({ slack: { enabled: true } }, counter, { MTX_SECRET_SLACK: `${server.url}/services/T0/B0/slack` });
    expectOnceOrTwice(counter.received);
  }, 120_000);

  test("each mail comes once or twice", async () => {
    const counter = createCounter();
    const server = await startMailServer({
      security: "none",
      onMail: (mail) => counter.note(readSite(headerOf(mail, "Subject"))),
    });
    const email = { enabled: true, host: "127.0.0.1", port: server.port, security: "none", from: "wall@site.kr", to: ["a@site.kr"] };
    await runKilled({ email }, counter);
    expectOnceOrTwice(counter.received);
  }, 120_000);
});
