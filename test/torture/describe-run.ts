import type { JournalEvidence, JournalFigures } from "./judge-run.ts";
import { REPORT_KINDS } from "./report-kinds.ts";
import type { ReportKind } from "./report-kinds.ts";
import type { TortureResult } from "./run-torture.ts";

const WIDTHS = { name: 38, figure: 12 };

/** The summary: what was done, then one figure a line, of each kind of report. */
export function describeRun(result: TortureResult, figures: Record<ReportKind, JournalFigures>): string {
  const { hostName, killed, damages, wireFaults, seconds, journals, thrownBytes, quarantinedBytes } = result;
  const describeKills = ({ serving, starting }: TortureResult["killed"]["host"]) => `${serving} serving, ${starting} starting`;
  const dealt = Object.entries(damages).map(([damage, count]) => `${damage} ${count}`);
  const isCheckedByJq = Object.values(journals).every(({ host, collector }) => host.isCheckedByJq && collector.isCheckedByJq);
  const rowOf = (name: string, figureOf: (figures: JournalFigures, journal: JournalEvidence) => number): [string, string] => [
    name,
    REPORT_KINDS.map((kind) => String(figureOf(figures[kind], journals[kind])).padEnd(WIDTHS.figure)).join(""),
  ];
  const rows: [string, string][] = [
    [`kills of the ${hostName}`, describeKills(killed.host)],
    ["kills of the collector", describeKills(killed.collector)],
    ["damages, to every journal", dealt.join(", ") || "none"],
    ["broken connections", `${wireFaults.lost_request} before the request was sent on, ${wireFaults.lost_answer} before the answer`],
    ["seconds", String(Math.round(seconds))],
    ["bytes in quarantine", `${sumOf(quarantinedBytes)}, of which thrown in ${sumOf(thrownBytes)}`],
    ["read with", isCheckedByJq ? "JSON.parse and jq" : "JSON.parse (there is no jq)"],
    ["", REPORT_KINDS.map((kind) => kind.padEnd(WIDTHS.figure)).join("")],
    rowOf("reports answered", ({ answered }) => answered),
    rowOf("lines in the journal", (_, { host }) => host.lines),
    rowOf("lines at the collector", (_, { collector }) => collector.lines),
    rowOf("answered, not in the journal", ({ lostByHost }) => lostByHost),
    rowOf("in the journal, not at the collector", ({ lostOnTheWay }) => lostOnTheWay),
    rowOf("twice in the journal", ({ twiceInJournal }) => twiceInJournal),
    rowOf("twice at the collector", ({ twiceAtCollector }) => twiceAtCollector),
    rowOf("sent once more", ({ twiceOnTheWire }) => twiceOnTheWire),
    rowOf("in another order", ({ outOfOrder }) => outOfOrder),
    rowOf("lines that cannot be read", ({ damagedLines }) => damagedLines),
  ];
  return rows.map(([name, value]) => `${name.padEnd(WIDTHS.name)}${value}`.trimEnd()).join("\n");
}

const sumOf = ({ host, collector }: TortureResult["thrownBytes"]): number => host + collector;
