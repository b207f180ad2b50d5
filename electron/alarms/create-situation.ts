import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import { judgeHost } from "../../shared/alarms/judge-host.ts";
import { makeMasks } from "../../shared/alarms/masks.ts";
import type { Masks } from "../../shared/alarms/masks.ts";
import type { HostFinding, Situation } from "../../shared/alarms/situation.ts";
import type { AlarmsOptions } from "./alarm-service.ts";
import type { FrozenList } from "./create-frozen-list.ts";
import type { TileWatch } from "./create-tile-watch.ts";
import type { UpsetWatch } from "./create-upset-watch.ts";
import { isStale, makeStreamPlan, readTiming } from "./plan-streams.ts";
import type { StreamPlan } from "./plan-streams.ts";

/** Puts together what the alarms are decided by. */
export interface SituationReader {
  /** What the settings say of the streams now. */
  plan(): StreamPlan;
  /** `flapping`: ids of the streams that come and go. */
  read(at: number, flapping: ReadonlySet<string>): Situation;
  masks(alarms: Alarms, at: number): Masks;
  /** What somebody else finds wrong, instead of what the same one has found before. */
  setFindings(finder: string, findings: readonly HostFinding[]): void;
}

export interface SituationOptions extends Pick<AlarmsOptions, "settings" | "status" | "warnings" | "completeEvidence"> {
  now: () => number;
  tiles: TileWatch;
  frozen: FrozenList;
  upsets: UpsetWatch;
}

export function createSituation(options: SituationOptions): SituationReader {
  const { settings, now, tiles, frozen, upsets, completeEvidence = (evidence) => evidence } = options;
  const findings = new Map<string, readonly HostFinding[]>();
  let planned = makeStreamPlan(settings(), now());

  function plan(): StreamPlan {
    const [present, at] = [settings(), now()];
    if (isStale(planned, present, at)) planned = makeStreamPlan(present, at);
    return planned;
  }

  return {
    plan,
    read(at, flapping) {
      const { streams, maintenance } = plan();
      const seen = { tiles: tiles.listTiles(streams, at), servers: tiles.listServers(streams) };
      return {
        at,
        evidence: completeEvidence({ at, ...seen, ...upsets.evidence() }),
        streams,
        flapping,
        host: [
          ...judgeHost(options.status(), options.warnings()),
          ...[...findings.values()].flat(),
          ...frozen.findings(settings().streams, at),
        ],
        maintenance,
        timing: readTiming(settings().alerts),
      };
    },
    masks(alarms, at) {
      const { streams, maintenance } = plan();
      return makeMasks(maintenance, { alarms, streams, at });
    },
    setFindings: (finder, found) => void findings.set(finder, found),
  };
}
