import { namePc } from "./fleet-view.ts";
import type { FleetPc, FleetView } from "./fleet-view.ts";
import { listTroubles } from "./judge-pc.ts";
import type { PcTrouble } from "./judge-pc.ts";

export interface JudgedPc extends FleetPc {
  troubles: PcTrouble[];
}

/** The worst first, and within that by name: a PC keeps its place while nothing changes about it. */
export function sortFleet({ at, pcs }: Pick<FleetView, "at" | "pcs">): JudgedPc[] {
  const judged = pcs.map((pc) => ({ ...pc, troubles: listTroubles(pc, Date.parse(at)) }));
  return judged.sort((a, b) => rank(a) - rank(b) || compareNames(a, b));
}

/** The PCs in whose name, site, host name, id or version the text stands, whatever its case. */
export function filterFleet<T extends FleetPc>(pcs: readonly T[], text: string): T[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [...pcs];
  return pcs.filter(({ name, site, hostName, clientId, version }) =>
    [name, site, hostName, clientId, version].some((field) => field?.toLowerCase().includes(wanted)),
  );
}

function rank({ presence, troubles }: JudgedPc): number {
  if (presence === "silent") return 0;
  if (troubles.length > 0) return 1;
  return presence === "awaited" ? 2 : presence === "here" ? 3 : 4;
}

/** By sites, then by names; numbers in them by their value. */
const byText = new Intl.Collator("ko", { numeric: true }).compare;

function compareNames(a: FleetPc, b: FleetPc): number {
  return byText(a.site ?? "", b.site ?? "") || byText(namePc(a), namePc(b)) || byText(a.clientId, b.clientId);
}
