import { setImmediate } from "node:timers/promises";
import { planMaintenance } from "../../shared/list-maintenance.ts";
import type { LogIndex } from "../../shared/log-api.ts";
import { computeFigures } from "../../shared/statistics/compute-figures.ts";
import type { StreamName } from "../../shared/list-maintenance.ts";
import { scoreSteps } from "../../shared/statistics/score-steps.ts";
import { selectOutages } from "../../shared/statistics/select-outages.ts";
import type { LineCounts, OutageList, Statistics } from "../../shared/statistics-api.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { chooseWindow } from "./choose-window.ts";
import { createWitness } from "./create-witness.ts";
import type { LinesQuestion } from "./count-lines.ts";
import type { SharedReader } from "./create-shared-reader.ts";
import type { OutagesQuestion, StatisticsQuestion, StreamsInSettings } from "./history-protocol.ts";

export interface TimelinesContext {
  /** Of the data dirs that are asked about. */
  shared: SharedReader;
  now: number;
  signal: AbortSignal;
}

export interface StatisticsContext extends TimelinesContext {
  /** Undefined while there is no index: nobody waits for it. */
  countLines: (question: LinesQuestion) => Promise<LineCounts | undefined>;
  index: () => LogIndex;
}

/** Figures from the state journal, and the lines of the error journal beside them. */
export async function readStatistics(question: StatisticsQuestion, context: StatisticsContext): Promise<Statistics> {
  const { streams, servers, settings, pieces } = question;
  const { now, countLines, index } = context;
  const counting = countLines({ window: chooseWindow(question, now), streams, servers });
  counting.catch(() => undefined); // it is awaited below, after what may throw before
  const { read, ...rest } = await readTimelines(question, context);
  const witness = createWitness(read.pcs, rest.isWanted);
  const figures = computeFigures(witness.hear(read.timelines), { ...rest, pieces, configured: listConfigured(settings) });
  const steps = scoreSteps(read.steps, rest);
  const lines = await counting;
  const { damaged, firstDay } = read;
  return {
    ...figures,
    ...witness.tell(),
    steps,
    damaged,
    ...(firstDay !== undefined && { firstDay }),
    ...(lines && { lines }),
    index: index(),
  };
}

/** The incidents behind the figures. */
export async function listOutages(question: OutagesQuestion, context: TimelinesContext): Promise<OutageList> {
  const { longerThan, shorterThan, reason, limit } = question;
  const { read, ...rest } = await readTimelines(question, context);
  return selectOutages(read.timelines, { ...rest, longerThan, shorterThan, reason, limit });
}

interface TimelinesQuestion {
  from: string;
  until: string;
  streams?: string[] | undefined;
  servers?: string[] | undefined;
  settings: StreamsInSettings;
}

/** What all count from: the same timelines, streams and maintenance. */
export async function readTimelines(question: TimelinesQuestion, { shared, now, signal }: TimelinesContext) {
  const { streams, servers, settings } = question;
  const window = chooseWindow(question, now);
  const read = await shared.read(window, { now, signal });
  await setImmediate(); // a newer question is heard here
  signal.throwIfAborted();
  const isWanted = ({ id, server }: StreamName) => isIn(streams, id) && isIn(servers, server);
  return { read, window, isWanted, maintenanceOf: planMaintenance(settings, window) };
}

/** The streams of the settings, with their servers as host:port. */
export function listConfigured({ servers, streams }: StreamsInSettings): StreamName[] {
  const addresses = new Map(servers.map(({ id, whepBaseUrl }) => [id, serverOf(whepBaseUrl)]));
  return streams.map(({ id, serverId }) => ({ id, server: addresses.get(serverId) ?? "" }));
}

/** Empty or absent: all. */
function isIn(chosen: readonly string[] | undefined, name: string): boolean {
  return chosen === undefined || chosen.length === 0 || chosen.includes(name);
}
