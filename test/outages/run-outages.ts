import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trustTestCertificates } from "./certificates.ts";
import { countOutage, findOutageProblems } from "./judge-outage.ts";
import type { OutageEvidence, OutageFigures } from "./judge-outage.ts";
import { OUTAGE_KINDS } from "./outage-kinds.ts";
import { runOutage } from "./run-outage.ts";

const HEADS = ["central", "kind", "records", "requests", "stored", "twice", "in another order", "rejected", "of them good", "seconds"];
const WIDTHS = [12, 32, 9, 10, 8, 7, 18, 10, 14, 9];

/** Every kind of outage before every central it concerns, one row each. True when none has cost anything. */
export async function runOutages({ records, seed }: { records: number; seed: number }): Promise<boolean> {
  trustTestCertificates();
  console.log(formatRow(HEADS));
  let problems = 0;
  for (const kind of OUTAGE_KINDS)
    for (const central of kind.centrals) {
      const directory = mkdtempSync(join(tmpdir(), "mtx-watch-outage-"));
      const found = await runOutage({ kind, central, records, directory, seed }).then(
        (evidence) => describe(evidence, countOutage(evidence)),
        (error: Error) => [`${central}, ${kind.name}: ${error.message}`],
      );
      for (const problem of found) console.log(`PROBLEM: ${problem}`);
      problems += found.length;
      if (found.length === 0) rmSync(directory, { recursive: true });
      else console.log(`the files are kept in ${directory}`);
    }
  return problems === 0;
}

/** Prints the row; returns what is wrong. */
function describe(evidence: OutageEvidence, figures: OutageFigures): string[] {
  const { central, kind, ids, requests, stored, rejected, seconds } = evidence;
  const { twice, outOfOrder, goodRejected } = figures;
  const counts = [ids.length, requests, stored.length - twice, twice, outOfOrder, rejected.length, goodRejected, seconds.toFixed(1)];
  console.log(formatRow([central, kind.name, ...counts]));
  return findOutageProblems(evidence, figures).map((problem) => `${central}, ${kind.name}: ${problem}`);
}

function formatRow(cells: readonly (string | number)[]): string {
  return cells.map((cell, i) => (i < 2 ? String(cell).padEnd(WIDTHS[i]!) : String(cell).padStart(WIDTHS[i]!))).join("");
}
