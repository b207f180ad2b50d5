import { ageOf } from "../../shared/age-of.ts";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import type { Settings } from "../../shared/settings.ts";
import { LONGEST_SILENCE } from "../../shared/state-line.ts";
import type { AliveReport, FrozenPicture } from "../../shared/state-report.ts";

/** What pages suspect to stand still. */
export interface FrozenList {
  /** All that a page suspects now. */
  note(report: AliveReport, at: number): void;
  /** Those whose stream asks for an alarm. What a page said holds for as long as it gives signs. */
  findings(streams: Settings["streams"], at: number): HostFinding[];
}

export function createFrozenList(): FrozenList {
  const pages = new Map<string, { at: number; frozen: readonly FrozenPicture[] }>();
  return {
    note({ page, frozen = [] }, at) {
      pages.delete(page);
      if (frozen.length > 0) pages.set(page, { at, frozen });
    },
    findings(streams, at) {
      for (const [page, said] of pages) if (ageOf(said.at, at) > LONGEST_SILENCE) pages.delete(page);
      if (pages.size === 0) return [];
      const asking = new Map(streams.flatMap(({ id, frozenAlarm, priority }) => (frozenAlarm ? [[id, priority] as const] : [])));
      return [...pages.values()].flatMap(({ frozen }) =>
        frozen.flatMap(({ streamId, since }): HostFinding[] => {
          const priority = asking.get(streamId);
          return priority ? [{ kind: "frozen", source: streamId, since: Math.min(Date.parse(since), at), priority }] : [];
        }),
      );
    },
  };
}
