/** Lines of the alarm journal (docs/formats.md): one event of one alarm each. */
import { parseObject } from "../parse-object.ts";
import { parseTime } from "../parse-time.ts";
import { REASONS } from "../reasons.ts";
import type { Reason } from "../reasons.ts";
import { parseAlarmEvidence } from "./alarm-evidence.ts";
import { ALARM_KINDS, PRIORITIES } from "./alarm-kinds.ts";
import type { AlarmKind } from "./alarm-kinds.ts";
import type { ActClient, AlarmChange, AlarmEvent, Condition } from "./alarm.ts";
import { VERDICTS } from "./evidence.ts";

/** As it stands in the file: moments are ISO, a condition's fields stand beside the others. */
export type AlarmRecord = { timestamp: string; alarmId: string; event: string; id: string } & Record<string, unknown>;

export function toAlarmRecord({ at, alarmId, type, id, ...change }: AlarmEvent): AlarmRecord {
  const { condition, ...rest } = change as Partial<Record<string, unknown>> & { condition?: Condition };
  const fields = { ...condition, ...rest };
  for (const key of ["since", "until"]) {
    if (typeof fields[key as keyof typeof fields] === "number")
      Object.assign(fields, { [key]: toIso(fields[key as keyof typeof fields] as number) });
  }
  return { timestamp: toIso(at), alarmId, event: type, ...fields, id };
}

/** Undefined when the text is none of ours: damaged, or of a later version. */
export function parseAlarmLine(text: string): AlarmEvent | undefined {
  const line = parseObject(text);
  return line && readAlarmLine(line);
}

/** The same of a line that is a value already. */
export function readAlarmLine(line: Line): AlarmEvent | undefined {
  const at = parseTime(line.timestamp);
  const { alarmId, id } = line;
  if (at === undefined || typeof alarmId !== "string" || typeof id !== "string") return undefined;
  const change = parseChange(line);
  return change && { id, at, alarmId, ...change };
}

type Line = Partial<Record<string, unknown>>;

function parseChange(line: Line): AlarmChange | undefined {
  const since = parseTime(line.since);
  const until = parseTime(line.until);
  const [reason, text] = [parseText(line.reason), parseText(line.text)];
  const by = { ...optional("by", parseText(line.by)), ...optional("client", parseClient(line.client)) };
  const priority = PRIORITIES.find((name) => name === line.priority);
  const streams = optional("streams", typeof line.streams === "number" ? line.streams : undefined);
  const evidence = optional("evidence", parseAlarmEvidence(line.evidence));
  switch (line.event) {
    case "raised": {
      const condition = parseCondition(line);
      return condition && { type: "raised", condition, ...optional("name", parseText(line.name)), ...streams, ...evidence };
    }
    case "cleared":
      return since === undefined ? undefined : { type: "cleared", since, ...streams };
    case "acknowledged":
      return typeof line.occurrenceId === "string"
        ? { type: "acknowledged", occurrenceId: line.occurrenceId, ...optional("since", since), ...optional("until", until), ...by }
        : undefined;
    case "realarmed":
      return { type: "realarmed" };
    case "escalated":
      return priority && { type: "escalated", priority };
    case "diagnosed": {
      const [kind, verdict] = [parseKind(line.kind), parseVerdict(line.verdict)];
      return kind && verdict && { type: "diagnosed", kind, verdict, ...evidence };
    }
    case "suppressed":
      return typeof line.cause === "string" ? { type: "suppressed", cause: line.cause } : undefined;
    case "released":
      return since === undefined ? undefined : { type: "released", since, ...optional("outlived", parseText(line.outlived)), ...evidence };
    case "shelved":
      return until === undefined ? undefined : { type: "shelved", until, reason: reason ?? "", ...by };
    case "unshelved":
      return { type: "unshelved", ...by };
    case "out_of_service":
      return { type: "out_of_service", reason: reason ?? "", ...optional("until", until), ...by };
    case "in_service":
      return { type: "in_service", ...by };
    case "commented":
      return text === undefined ? undefined : { type: "commented", text, ...by };
    default:
      return undefined;
  }
}

function parseCondition(line: Line): Condition | undefined {
  const [kind, since] = [parseKind(line.kind), parseTime(line.since)];
  const priority = PRIORITIES.find((name) => name === line.priority);
  if (!kind || since === undefined || !priority) return undefined;
  const reason = parseText(line.reason);
  return {
    kind,
    since,
    priority,
    ...optional("verdict", parseVerdict(line.verdict)),
    ...optional("reason", reason !== undefined && Object.hasOwn(REASONS, reason) ? (reason as Reason) : undefined),
    ...optional("incidentId", parseText(line.incidentId)),
    ...optional("server", parseText(line.server)),
    ...optional("cause", parseText(line.cause)),
  };
}

function parseKind(value: unknown): AlarmKind | undefined {
  return typeof value === "string" && Object.hasOwn(ALARM_KINDS, value) ? (value as AlarmKind) : undefined;
}

function parseVerdict(value: unknown) {
  return VERDICTS.find((name) => name === value);
}

function parseClient(value: unknown): ActClient | undefined {
  const { id, name } = (typeof value === "object" && value !== null ? value : {}) as Line;
  return typeof id === "string" && typeof name === "string" ? { id, name } : undefined;
}

function parseText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}

function optional<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
}
