import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";
import { startProgram } from "../support/start-program.ts";
import type { Program } from "../support/start-program.ts";
import { startStormReceivers } from "../support/start-storm-receivers.ts";
import type { StormReceivers } from "../support/start-storm-receivers.ts";
import { waitUntil } from "../support/wait-until.ts";
import type { Bench } from "./bars.ts";
import { startRoomMember } from "./room-member.ts";
import type { RoomMember } from "./room-member.ts";

const PCS = 20;
const STREAMS = ["demo-1", "demo-2", "demo-3", "demo-4"];
/** Those who send when there is no collector. */
const SENDERS = ["PC-1", "PC-2"];
/** Seconds; shorter than by default, so that it takes two minutes and not six. */
const DELAYS = { onDelaySeconds: 5, offDelaySeconds: 5, groupWaitSeconds: 5, groupIntervalSeconds: 10 };
/** Seconds; a PC is by itself after half a minute without the collector. */
const OUTAGE = { plain: 45, withoutCollector: 100 };
const COLLECTOR = join(import.meta.dirname, "../../electron/collector.ts");
const LONGEST = 120_000;

/** Twenty PCs watch one media server, which dies and returns: what reaches people, and how soon one acknowledgement silences all. */
export async function benchRoom({ report, note }: Bench): Promise<void> {
  const room = await startRoom();
  const { receivers, members } = room;
  try {
    const once = (name: string, ours: number, reference = 1) => report({ name, ours, reference, unit: "times", limit: { ratioAtMost: 1 } });
    await room.fail(OUTAGE.plain);
    await waitUntil(() => receivers.subjects.length > 0 && countSlack(receivers) > 0, LONGEST);
    const took = await acknowledgeAtFirst(members);
    await room.recover();
    await waitUntil(() => receivers.posts.some(({ kind }) => kind === "resolved"), LONGEST);
    await waitUntil(() => receivers.subjects.length >= 2 && countSlack(receivers) >= 2, LONGEST);
    note(`${PCS} PCs, the media server dies and returns; the message: ${receivers.posts.find(({ kind }) => kind === "open")?.summary}`);
    once("mails while it was down", receivers.subjects.length - 1);
    once("messages to Slack while it was down", countSlack(receivers) - 1);
    once("resolved", receivers.posts.filter(({ kind }) => kind === "resolved").length);
    report({ name: `an acknowledgement at one PC until all ${PCS} show it`, ours: took, reference: 2, unit: "s", limit: { atMost: 2 } });

    receivers.posts.length = 0;
    await room.fail(OUTAGE.withoutCollector);
    await waitUntil(() => receivers.posts.length > 0, LONGEST);
    await room.killCollector();
    note("the collector is killed (SIGKILL) while the server is down, and comes back a minute later:");
    await waitUntil(() => receivers.posts.filter(({ kind }) => kind === "open").length >= 1 + SENDERS.length, LONGEST);
    await room.startCollector();
    await room.recover();
    await waitUntil(() => receivers.posts.filter(({ kind }) => kind === "resolved").length >= 1 + SENDERS.length, LONGEST);
    // What was under way when the collector died may come twice, with the same id: a receiver knows it by that.
    const posts = receivers.posts as (StormReceivers["posts"][number] & { id: string; dedup_key: string })[];
    const kindsOf = (kind: string) => new Set(posts.filter((post) => post.kind === kind).map(({ id }) => id)).size;
    note(`in order: ${posts.map(({ kind, dedup_key, id }) => `${kind ?? "Slack"} ${dedup_key ?? ""} ${id?.slice(-4) ?? ""}`).join("; ")}`);
    once("webhooks that say it is down: the collector's, and one of each PC in alerts.senders", kindsOf("open"), 1 + SENDERS.length);
    once("resolved, by each who had said that it is down", kindsOf("resolved"), 1 + SENDERS.length);
    once("times that an act stands in a PC's alarm journal, at most", Math.max(...members.map((member) => member.mostOfOneId())));
  } finally {
    await room.stop();
  }
}

/** PCs that listen at the collector: the first thing that it says to who comes. */
async function countListening(url: string): Promise<number> {
  const ending = new AbortController();
  const headers = { "user-agent": "MTXWatch/0.1.0 (019b9d9a-0000-7000-8000-0000000000ee)" };
  const { body } = await fetch(`${url}/api/v1/alarms/acts`, { headers, signal: ending.signal });
  const { value } = await body!.getReader().read();
  ending.abort();
  return Number(/"pcs":(\d+)/.exec(new TextDecoder().decode(value))?.[1] ?? 0);
}

/** What Slack takes has no kind of ours. */
function countSlack({ posts }: StormReceivers): number {
  return posts.filter(({ kind }) => kind === undefined).length;
}

/** Seconds. */
async function acknowledgeAtFirst(members: readonly RoomMember[]): Promise<number> {
  await Promise.all(members.map((member) => member.until((view) => view !== undefined)));
  const [first, ...others] = members as [RoomMember, ...RoomMember[]];
  const all = others.map((member) => member.until((view) => view?.isAcknowledged === true));
  const startedAt = performance.now();
  await first.acknowledge();
  await Promise.all(all);
  return (performance.now() - startedAt) / 1_000;
}

async function startRoom() {
  const root = mkdtempSync(join(tmpdir(), "mtx-watch-bench-"));
  const media: TestMedia = await startMedia(["--streams", String(STREAMS.length), "--size", "160x90", "--fps", "5"]);
  const receivers = await startStormReceivers();
  const alerts = { ...receivers.alerts, slack: { enabled: true }, ...DELAYS };
  const config = join(root, "collector.json");
  writeFileSync(config, JSON.stringify({ alerts, language: "ko", client: { name: "수집 서버" } }));
  const secrets = { MTX_SECRET_SLACK: (receivers.alerts.webhook as { url: string }).url };
  const dataDir = join(root, "collector");
  const begin = (port: number): Promise<Program> =>
    startProgram(COLLECTOR, ["--port", String(port), "--data-dir", dataDir, "--config", config], secrets);
  let collector = await begin(0);
  const port = Number(new URL(collector.url).port);
  const settings = {
    servers: [{ id: "a", name: "서버 A", whepBaseUrl: media.url }],
    streams: STREAMS.map((path, i) => ({ id: path, name: `${i + 1}번 출입구`, serverId: "a", path })),
    central: { url: collector.url, enabled: true },
    alerts: { webhook: receivers.alerts.webhook, ...DELAYS, senders: SENDERS },
    language: "ko",
  };
  const members = await Promise.all(
    Array.from({ length: PCS }, (_, i) =>
      startRoomMember({
        root,
        number: i + 1,
        settings,
        whepUrl: media.whepUrl,
        streams: STREAMS,
        alarmId: `server:${new URL(media.url).host}`,
      }),
    ),
  );
  await Promise.all(members.map((member) => member.report("up")));
  while ((await countListening(collector.url)) < PCS) await wait(500);
  let backAt = 0;
  return {
    receivers,
    members,
    /** Nobody can mend it before its time is over. */
    async fail(seconds: number) {
      await media.setServerFault({ fault: "down", seconds, goodbye: false });
      backAt = performance.now() + seconds * 1_000 + 1_000;
      await Promise.all(members.map((member) => member.report("down")));
    },
    async recover() {
      await wait(Math.max(0, backAt - performance.now()));
      await Promise.all(members.map((member) => member.report("up")));
    },
    killCollector: () => collector.stop("SIGKILL"),
    async startCollector() {
      collector = await begin(port);
    },
    async stop() {
      await Promise.all(members.map((member) => member.stop()));
      await collector.stop();
      await media.stop();
      await receivers.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
