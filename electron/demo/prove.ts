import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createMediaRemote } from "./control-media.ts";
import type { MediaRemote } from "./control-media.ts";
import type { DemoServices } from "./demo-services.ts";
import { readLogFolder } from "./read-log-folder.ts";
import { SCENARIOS, SERVER_DEATH, streamOfScenario } from "./scenarios.ts";
import type { Scenario } from "./scenarios.ts";
import { verifyRun } from "./verify-run.ts";
import type { Provoked } from "./verify-run.ts";

/** The shortest time in which every scenario has been noticed, healed and delivered, in seconds. */
export const SHORTEST_PROOF = 60;
/** At the end of the time this much is kept for the delivery of the last records. */
const DRAIN_SECONDS = 10;
/** A session of this age shows frames, in milliseconds. */
const STEADY_AFTER = 3_000;
/** One for each scenario, and one that stays healthy. */
export const PROOF_STREAMS = SCENARIOS.length + 1;

export interface ProofOutcome {
  provoked: Provoked[];
  logged: number;
  collected: number;
  problems: string[];
}

/**
 * Provokes every failure, pulls the collector's plug and kills the browser host meanwhile, lets the media server die once, and holds
 * the files against what was done. Takes `seconds`, or longer where the machine is too slow to notice and deliver in that time.
 */
export async function proveEveryFailure(services: DemoServices, seconds: number, say: (line: string) => void): Promise<ProofOutcome> {
  const media = createMediaRemote(services.mediaUrl);
  const deadline = Date.now() + seconds * 1_000;
  await waitUntil("all streams to play", async () => (await countSteadyStreams(media)) === PROOF_STREAMS);
  say(`${PROOF_STREAMS} streams play`);

  const outage = pullThePlug(services, say);
  const provoked = await Promise.all(SCENARIOS.map((scenario, i) => playScenario(scenario, streamOfScenario(i), i)));
  await outage;
  say("every stream has failed in its own way; waiting until all play again");
  await waitUntil("all streams to play again", async () => (await countSteadyStreams(media)) === PROOF_STREAMS);

  provoked.push(...(await killMediaServer()));
  await wait(Math.max(0, deadline - Date.now() - DRAIN_SECONDS * 1_000));
  await (services.browser ?? services.host).stop(); // no player, no new failure
  return collectOutcome(services, provoked);

  async function playScenario({ title, commands, holds, expected }: Scenario, streamId: string, index: number): Promise<Provoked> {
    await wait(index * 250); // apart, so that no two streams look like one dead server
    say(`${streamId}: ${title}`);
    const from = Date.now();
    for (const command of commands) await media.setStreamFault(streamId, command);
    const seen = () =>
      readLogFolder(logFolder(services)).filter((record) => record.streamId === streamId && Date.parse(record.timestamp) >= from);
    await wait(holds * 1_000);
    await waitUntil(`"${title}" to be logged`, async () =>
      expected.every((reason) => seen().some(({ detail }) => detail.reason === reason)),
    );
    await media.heal(streamId);
    return { title, streamId, from, until: Number.POSITIVE_INFINITY, expected };
  }

  async function killMediaServer(): Promise<Provoked[]> {
    say("the media server is killed");
    const from = Date.now();
    for (const earlier of provoked) earlier.until = from;
    await services.media.kill();
    await wait(SERVER_DEATH.seconds * 1_000);
    await services.media.start();
    say("the media server is back");
    await waitUntil("all streams to play after the server's death", async () => (await countSteadyStreams(media)) === PROOF_STREAMS);
    const streams = Array.from({ length: PROOF_STREAMS }, (_, i) => `demo-${i + 1}`);
    return streams.map((streamId) => ({
      title: "the media server dies",
      streamId,
      from,
      until: Number.POSITIVE_INFINITY,
      expected: [SERVER_DEATH.expected[0]!],
      allowed: ["refused", "network"],
    }));
  }
}

/** The central server's plug, and in the browser host's case the host's own: both come back, nothing may be lost. */
async function pullThePlug(services: DemoServices, say: (line: string) => void): Promise<void> {
  await wait(3_000);
  say("the collector is killed");
  await services.collector.kill();
  if (services.browser) {
    await wait(3_000);
    say("the client's host is killed");
    await services.host.kill();
    await wait(2_000);
    await services.host.start();
    say("the client's host is back");
  }
  await wait(5_000);
  await services.collector.start();
  say("the collector is back");
}

async function collectOutcome(services: DemoServices, provoked: Provoked[]): Promise<ProofOutcome> {
  const read = () => ({ journal: readLogFolder(logFolder(services)), collected: readLogFolder(collectorFolder(services)) });
  const isDelivered = async () => {
    const { journal, collected } = read();
    const ids = new Set(collected.map(({ id }) => id));
    return journal.every(({ id }) => ids.has(id));
  };
  await waitUntil("the last record to be delivered", isDelivered).catch(() => undefined); // verifyRun names what is missing
  const { journal, collected } = read();
  return { provoked, logged: journal.length, collected: collected.length, problems: verifyRun(provoked, journal, collected) };
}

const logFolder = ({ clientDataDir }: DemoServices): string => join(clientDataDir, "logs", "mediamtx_errors");
const collectorFolder = ({ collectorDataDir }: DemoServices): string => join(collectorDataDir, "logs", "mediamtx_errors");

/** Streams whose session stands for longer than a first frame takes: a server that dies before it makes another failure. */
async function countSteadyStreams(media: MediaRemote): Promise<number> {
  const { sessions } = await media.state();
  const steady = sessions.filter(({ state, since }) => state === "connected" && Date.now() - Date.parse(since) > STEADY_AFTER);
  return new Set(steady.map(({ path }) => path)).size;
}

/** Asks four times a second; gives up after a minute. */
async function waitUntil(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (let left = 240; left > 0; left--) {
    if (await isTrue().catch(() => false)) return;
    await wait(250);
  }
  throw new Error(`waited in vain for ${what}`);
}
