import type { RunFigures } from "./judge-run.ts";
import type { TortureResult } from "./run-torture.ts";

/** The summary, one figure a line. */
export function describeRun(result: TortureResult, figures: RunFigures): string {
  const { hostName, killed, damages, wireFaults, seconds, host, collector, thrownBytes } = result;
  const describeKills = ({ serving, starting }: TortureResult["killed"]["host"]) => `${serving} serving, ${starting} starting`;
  const dealt = Object.entries(damages).map(([damage, count]) => `${damage} ${count}`);
  const rows: [string, string | number][] = [
    [`kills of the ${hostName}`, describeKills(killed.host)],
    ["kills of the collector", describeKills(killed.collector)],
    ["damages", dealt.join(", ") || "none"],
    ["broken connections", `${wireFaults.lost_request} before the request was sent on, ${wireFaults.lost_answer} before the answer`],
    ["seconds", Math.round(seconds)],
    ["reports answered", figures.accepted],
    ["lines in the journal", host.lines],
    ["lines at the collector", collector.lines],
    ["answered, not in the journal", figures.lostByHost],
    ["in the journal, not at the collector", figures.lostOnTheWay],
    ["twice in the journal", figures.twiceInJournal],
    ["twice at the collector", figures.twiceAtCollector],
    ["sent once more", figures.twiceOnTheWire],
    ["in another order", figures.outOfOrder],
    ["lines that cannot be read", figures.damagedLines],
    ["bytes in quarantine", `${figures.quarantinedBytes}, of which thrown in ${thrownBytes.host + thrownBytes.collector}`],
    ["read with", host.isCheckedByJq && collector.isCheckedByJq ? "JSON.parse and jq" : "JSON.parse (there is no jq)"],
  ];
  return rows.map(([name, value]) => `${name.padEnd(38)}${value}`).join("\n");
}
