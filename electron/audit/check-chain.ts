import { MOST_BREAKS } from "../../shared/audit/chain-verdict.ts";
import type { ChainBreak, ChainVerdict } from "../../shared/audit/chain-verdict.ts";
import { GENESIS, readSealed } from "./seal-line.ts";
import type { Sealed } from "./seal-line.ts";

/** A line of the audit log and its place, from 1 on in each file. */
export interface PlacedLine {
  file: string;
  line: number;
  text: string;
}

/** Takes lines, oldest first. */
export interface ChainCheck {
  add(line: PlacedLine): void;
  /** `head`: a hash that one of them has to have, as it was kept elsewhere. */
  verdict(head?: string): ChainVerdict;
}

/** A line that does not name the one before it: why is known when all were read. */
type Doubt = Omit<ChainBreak, "problem"> & ({ problem: ChainBreak["problem"] } | { prev: string });

/**
 * Finds lines that were changed, taken away, put in or put elsewhere. Not found, without a `head`, is an end that was cut off; nor, with
 * none, a chain that somebody has made anew from a line on: whoever can write the whole folder can do that.
 */
export function createChainCheck(): ChainCheck {
  const doubts: Doubt[] = [];
  /** Of all sound lines, and of those whose absence is accounted for. */
  const seen = new Set<string>();
  const anchors = new Set<string>();
  /** Hash of the line before; undefined after one of which nothing can be read. */
  let before: string | undefined = GENESIS;
  let head: string | undefined;
  let lines = 0;
  let last = { file: "", line: 0 };

  function add({ file, line, text }: PlacedLine): void {
    const at = { file, line };
    last = at;
    lines++;
    const sealed = readSealed(text);
    if (!sealed?.isSound) doubts.push({ ...at, problem: "changed" });
    else {
      if (before !== undefined && sealed.prev !== before) doubts.push({ ...at, prev: sealed.prev });
      if (hasLost(sealed)) doubts.push({ ...at, problem: "missing" });
      seen.add(sealed.hash);
      noteAnchor(sealed);
    }
    before = sealed?.hash;
    head = sealed?.hash ?? head;
  }

  function noteAnchor({ value: { event, what } }: Sealed): void {
    const { anchor } = (what ?? {}) as { anchor?: unknown };
    if (event === "files_deleted" && typeof anchor === "string") anchors.add(anchor);
  }

  function judge(doubt: Doubt): ChainBreak[] {
    if (!("prev" in doubt)) return [doubt];
    const { prev, ...at } = doubt;
    if (anchors.has(prev)) return [];
    return [{ ...at, problem: seen.has(prev) || prev === GENESIS ? "moved" : "missing" }];
  }

  return {
    add,
    verdict(wanted) {
      const isCutOff = wanted !== undefined && !seen.has(wanted);
      const end: ChainBreak[] = isCutOff ? [{ file: last.file, line: last.line + 1, problem: "missing" }] : [];
      const breaks = [...doubts.flatMap(judge), ...end];
      return { lines, ...(head === undefined ? {} : { head }), breaks: breaks.slice(0, MOST_BREAKS), broken: breaks.length };
    },
  };
}

/** The app itself has found at its start that lines were gone. */
function hasLost({ value: { event, what } }: Sealed): boolean {
  return event === "app_started" && (what as { lost?: unknown } | undefined)?.lost !== undefined;
}
