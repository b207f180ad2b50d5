import { isSameChange, isSameRhythm } from "./join-findings.ts";
import type { PatternFinding, RateChange, Rhythm, Together } from "./pattern-finding.ts";

/** What somebody does not want to hear again: as much of a finding as tells it from others. */
export type IgnoredPattern =
  | Pick<Together, "kind" | "streams">
  | Pick<Rhythm, "kind" | "streams" | "period" | "at" | "within">
  | Pick<RateChange, "kind" | "streams" | "isMore" | "since">;

/** A finding is worked out anew each day, and comes out a little different: it stays ignored while it says nothing new, above all of no other stream. */
export function isCovered(finding: IgnoredPattern, ignored: IgnoredPattern): boolean {
  if (!finding.streams.every((stream) => ignored.streams.includes(stream))) return false;
  if (finding.kind === "rhythm") return ignored.kind === "rhythm" && isSameRhythm(finding, ignored);
  if (finding.kind === "rate") return ignored.kind === "rate" && isSameChange(finding, ignored);
  return ignored.kind === "together";
}

export function toIgnored(finding: PatternFinding): IgnoredPattern {
  const { kind, streams } = finding;
  if (kind === "rhythm") return { kind, streams, period: finding.period, at: finding.at, within: finding.within };
  if (kind === "rate") return { kind, streams, isMore: finding.isMore, since: finding.since };
  return { kind, streams };
}
