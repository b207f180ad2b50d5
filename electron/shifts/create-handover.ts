import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { AlarmApi } from "../../shared/alarms-api.ts";
import { makeNaming } from "../../shared/alarms/name-alarm.ts";
import { createTurns } from "../../shared/create-turns.ts";
import type { HandoverApi } from "../../shared/handover-api.ts";
import type { HostStatus } from "../../shared/host-status.ts";
import { parseObject } from "../../shared/parse-object.ts";
import { toJsonLine } from "../../shared/plain-text.ts";
import type { Settings } from "../../shared/settings.ts";
import { beginOfHandover } from "../../shared/shifts/begin-of-handover.ts";
import type { HandoverFacts, KeptHandover } from "../../shared/shifts/handover.ts";
import { writeHandover } from "../../shared/shifts/write-handover.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { Audit } from "../audit/open-audit.ts";
import { openKeptJournal } from "../journal/open-kept-journal.ts";
import type { Journal } from "../journal/types.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import type { Duty } from "./create-duty.ts";
import { readActs, readBlindTime, sortAlarms, tellBacklog } from "./handover-facts.ts";

export interface HandoverOptions {
  dataDir: string;
  settings: () => Settings;
  duty: Pick<Duty, "operator" | "operatorsIn">;
  alarms: Pick<AlarmApi, "getAlarms">;
  alarmJournal: Pick<Journal, "read" | "positionAt">;
  stateJournal: Pick<Journal, "read" | "positionAt">;
  status: () => HostStatus;
  audit: Pick<Audit, "write">;
  now: () => number;
  notify: () => void;
  log: (message: string) => void;
}

export interface Handover {
  api: HandoverApi;
  close(): Promise<void>;
}

/** What one shift leaves to the next: put together when somebody asks, with a text of theirs, and kept as it was when it was handed over. */
export async function createHandover(options: HandoverOptions): Promise<Handover> {
  const { dataDir, settings, duty, alarms, alarmJournal, stateJournal, status, audit, now, notify, log } = options;
  const draftFile = join(dataDir, "handover.json");
  const logs = () => settings().logs;
  const journal = await openKeptJournal({
    directory: join(dataDir, "logs", "handover"),
    quarantineDirectory: join(dataDir, "logs", "quarantine"),
    now,
    log,
    logs,
    retentionDays: () => logs().alarmRetentionDays,
  });
  const inTurn = createTurns();
  let draft = await readDraft(draftFile);

  async function list(limit: number): Promise<KeptHandover[]> {
    return (await journal.readNewest(limit)).flatMap(({ text }) => parseHandover(text) ?? []);
  }

  async function findFacts(): Promise<HandoverFacts> {
    const to = now();
    const { shifts, client, streams } = settings();
    const [last] = await list(1);
    const window = { from: beginOfHandover({ at: to, shifts, last: last?.to }), to };
    const by = duty.operator();
    const { journal: writing, delivery } = status();
    return {
      ...window,
      ...(by !== undefined && { by }),
      operators: duty.operatorsIn(window),
      client: client.name || hostname(),
      site: client.site,
      ...sortAlarms((await alarms.getAlarms({})).alarms),
      ...(await readActs(alarmJournal, window)),
      // Where there is nothing to see nobody is blind.
      blind: streams.length === 0 ? [] : await readBlindTime(stateJournal, window),
      backlog: tellBacklog(delivery, writing.lost),
    };
  }

  async function keepDraft(text: string): Promise<void> {
    await writeFileAtomically(draftFile, `${JSON.stringify({ text })}\n`);
    draft = text;
    notify();
  }

  async function handOver(language: "ko" | "en"): Promise<KeptHandover> {
    const facts = await findFacts();
    const text = draft;
    const report = writeHandover(facts, text, { language, naming: makeNaming(settings(), hostname()) });
    const { from, to, by } = facts;
    const id = makeUuidV7(to, randomBytes(10));
    const kept = { from, to, ...(by !== undefined && { by }), text, report, id };
    await journal.append([toHandoverLine(kept)]);
    void audit.write({ event: "handed_over", what: { handover: id } });
    // The next one may begin with this text still there: nothing is lost by it.
    await keepDraft("").catch((error: unknown) => log(`${draftFile} could not be written: ${String(error)}`));
    return kept;
  }

  return {
    api: {
      readHandover: async () => ({ facts: await findFacts(), text: draft }),
      async writeHandoverText({ text }) {
        await inTurn(() => keepDraft(text));
        return {};
      },
      handOver: ({ language }) => inTurn(() => handOver(language)),
      listHandovers: async ({ limit = 30 }) => ({ handovers: await list(limit) }),
    },
    close: journal.close,
  };
}

async function readDraft(file: string): Promise<string> {
  const { text } = parseObject(await readFile(file, "utf8").catch(() => "")) ?? {};
  return typeof text === "string" ? text : "";
}

function toHandoverLine({ from, to, ...kept }: KeptHandover): string {
  return toJsonLine({ timestamp: new Date(to).toISOString(), from: new Date(from).toISOString(), ...kept });
}

/** Undefined for what is none of ours. */
function parseHandover(line: string): KeptHandover | undefined {
  const { timestamp, from, by, text, report, id } = parseObject(line) ?? {};
  const [begin, end] = [from, timestamp].map((time) => (typeof time === "string" ? Date.parse(time) : Number.NaN)) as [number, number];
  if (Number.isNaN(begin) || Number.isNaN(end) || typeof text !== "string" || typeof report !== "string" || typeof id !== "string")
    return undefined;
  return { id, from: begin, to: end, ...(typeof by === "string" && { by }), text, report };
}
