import type { AlarmOwner } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmView } from "../../shared/alarms-api.ts";
import { compareAlarms } from "../ui/order-alarms.ts";

const SECTIONS = ["standing", "shelved", "out_of_service"] as const;
export type SectionName = (typeof SECTIONS)[number];

export interface AlarmRow {
  view: AlarmView;
  /** 1, and 2 for what is part of the alarm above it. */
  level: 1 | 2;
  /** How many are part of it. */
  parts: number;
  /** They are shown under it. */
  isOpen: boolean;
}

export interface AlarmSection {
  name: SectionName;
  rows: AlarmRow[];
}

/** As many parts are shown unasked. */
const MOST_SHOWN = 12;

export interface ListChoice {
  /** Absent: all. */
  owner?: AlarmOwner | undefined;
  /** Alarms whose parts somebody has shown or hidden. */
  folds: ReadonlyMap<string, boolean>;
}

/** The list as it is drawn: what stands, what is shelved, what is out of service; parts under their cause, in the cause's section. */
export function listSections(alarms: ReadonlyMap<string, AlarmView>, { owner, folds }: ListChoice): AlarmSection[] {
  const wanted = [...alarms.values()].filter((view) => owner === undefined || view.owner === owner);
  const parts = Map.groupBy(
    wanted.filter((view) => isPart(view, alarms)),
    ({ cause }) => cause,
  );
  const tops = wanted.filter((view) => !isPart(view, alarms)).sort(compareAlarms);
  const sections = SECTIONS.map((name): AlarmSection => {
    const rows = tops.filter((view) => sectionOf(view) === name).flatMap((view) => unfold(view, parts.get(view.id) ?? []));
    return { name, rows };
  });
  return sections.filter(({ rows }) => rows.length > 0);

  function unfold(view: AlarmView, own: AlarmView[]): AlarmRow[] {
    const isOpen = own.length > 0 && (folds.get(view.id) ?? own.length <= MOST_SHOWN);
    const row: AlarmRow = { view, level: 1, parts: own.length, isOpen };
    if (!isOpen) return [row];
    const shown = own.sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
    return [row, ...shown.map((part): AlarmRow => ({ view: part, level: 2, parts: 0, isOpen: false }))];
  }
}

/** One that is out of service itself stands where those are. */
function isPart({ cause, outOfService }: AlarmView, alarms: ReadonlyMap<string, AlarmView>): boolean {
  return cause !== undefined && alarms.has(cause) && !outOfService;
}

function sectionOf({ state }: AlarmView): SectionName {
  return state === "shelved" || state === "out_of_service" ? state : "standing";
}

/** The row that is active after the rows have changed: the same alarm, else what has come to stand in its place. */
export function keepActive(id: string | undefined, before: readonly string[], after: readonly string[]): string | undefined {
  if (id === undefined) return after[0];
  if (after.includes(id)) return id;
  const at = before.indexOf(id);
  const next = before.slice(at + 1).find((other) => after.includes(other));
  const previous = before.slice(0, Math.max(0, at)).findLast((other) => after.includes(other));
  return next ?? previous ?? after[0];
}
