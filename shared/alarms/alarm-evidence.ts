import { z } from "zod";
import { parseSafely } from "../parse-safely.ts";
import { REASONS } from "../reasons.ts";
import type { Reason } from "../reasons.ts";
import { ALARM_KINDS, isOfOneStream } from "./alarm-kinds.ts";
import type { AlarmKind } from "./alarm-kinds.ts";
import { isAnsweringSince, isSilentSince, WINDOW } from "./evidence.ts";
import type { Answers, Evidence, TileEvidence } from "./evidence.ts";
import { askOthers, judgeAlone } from "./judge-alone.ts";

const answer = z.enum(["answers", "silent"]);
const count = z.int().min(0);

/** What the verdict of an alarm rests on, as it was seen when it was raised or found out. What nobody could be asked is left out. */
export const alarmEvidenceSchema = z.object({
  /** Of a cause: how many of the streams that it could concern fail, of how many that are looked at here. */
  streams: z.object({ failing: count, all: count }).optional(),
  /** This PC's own link, as the system says. */
  link: z.enum(["up", "down"]).optional(),
  gateway: answer.optional(),
  central: answer.optional(),
  server: answer.optional(),
  /** `started` of its Control API has changed. */
  isRestarted: z.literal(true).optional(),
  otherServers: z.object({ answering: count, asked: count }).optional(),
  /** Of the stream that proves it, or of the first that failed. */
  reason: z.custom<Reason>((value) => typeof value === "string" && Object.hasOwn(REASONS, value)).optional(),
  statusCode: z.int().optional(),
  path: z.object({ isAvailable: z.boolean(), isOnline: z.boolean(), isOutboundGrowing: z.boolean().optional() }).optional(),
  media: z.object({ arePacketsGrowing: z.boolean(), areFramesGrowing: z.boolean() }).optional(),
  /** What other PCs of the room see of it. */
  elsewhere: z.enum(["plays", "fails"]).optional(),
});
export type AlarmEvidence = z.output<typeof alarmEvidenceSchema>;

/** Undefined when it is none. */
export function parseAlarmEvidence(value: unknown): AlarmEvidence | undefined {
  return value === undefined ? undefined : parseSafely(alarmEvidenceSchema, value).data;
}

export interface EvidenceSubject {
  kind: AlarmKind;
  source: string;
  /** Ids of its streams. */
  members: ReadonlySet<string>;
  /** When it began; of streams that fail it is known from them. */
  since?: number;
}

/** Undefined of what no stream says anything about. */
export function summarizeEvidence(evidence: Evidence, { kind, source, members, ...subject }: EvidenceSubject): AlarmEvidence | undefined {
  const { topic } = ALARM_KINDS[kind];
  const failing = evidence.tiles
    .filter(({ streamId, failure }) => failure && members.has(streamId))
    .sort((a, b) => a.failure!.since - b.failure!.since);
  const [first] = failing;
  const { link } = evidence;
  if (!first && topic !== "network" && topic !== "server") return undefined;
  const since = first?.failure?.since ?? subject.since ?? link?.since ?? evidence.at;
  const { reason, statusCode, path, media } = (failing.find(({ failure }) => judgeAlone(failure!) === kind) ?? first)?.failure ?? {};
  const server = evidence.servers.has(source) ? source : first?.server;
  const own = topic === "network" || topic === "site" || server === undefined ? undefined : evidence.servers.get(server);
  const elsewhere = askOthers(failing.flatMap(({ failure }) => failure ?? []));
  const others = [...evidence.servers].filter(([address]) => !own || address !== server).map(([, answers]) => answers);
  return leaveOut({
    streams: isOfOneStream(topic) ? undefined : countStreams(evidence.tiles, { topic, source }),
    link: link && (link.isUp ? ("up" as const) : ("down" as const)),
    gateway: say(evidence.gateway, since - WINDOW),
    central: say(evidence.central, since - WINDOW),
    server: say(own, since),
    isRestarted: own?.restartedAt !== undefined && own.restartedAt >= since - WINDOW ? (true as const) : undefined,
    otherServers: countServers(others, since - WINDOW),
    reason,
    statusCode,
    path,
    media,
    elsewhere: elsewhere === "unknown" ? undefined : elsewhere === "local" ? ("plays" as const) : ("fails" as const),
  });
}

function countStreams(tiles: readonly TileEvidence[], { topic, source }: { topic: string; source: string }) {
  const all = tiles.filter(
    ({ server, site }) => topic === "network" || topic === "decoder" || (topic === "site" ? site : server) === source,
  );
  return { failing: all.filter(({ failure }) => failure).length, all: all.length };
}

function countServers(servers: readonly Answers[], since: number) {
  const said = servers.map((server) => say(server, since)).filter((word) => word !== undefined);
  return said.length > 0 ? { answering: said.filter((word) => word === "answers").length, asked: said.length } : undefined;
}

function say(answers: Answers | undefined, since: number): "answers" | "silent" | undefined {
  if (!answers) return undefined;
  if (isSilentSince(answers, since)) return "silent";
  return isAnsweringSince(answers, since) ? "answers" : undefined;
}

function leaveOut<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
