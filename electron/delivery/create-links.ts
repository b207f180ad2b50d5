import type { HostStatus } from "../../shared/host-status.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import { RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { Position, ReadableJournal } from "../journal/types.ts";
import { createCentralLink } from "./central-link.ts";
import type { CentralLink, CentralLinkOptions } from "./central-link.ts";
import { findFirst } from "./create-delivery.ts";
import { createLinesLink } from "./lines-link.ts";
import { createOtlpLink } from "./otlp-link.ts";

export interface LinksOptions extends Omit<CentralLinkOptions, "cursor" | "start"> {
  /** Of the states of streams. */
  stateJournal: ReadableJournal;
  cursors: Record<"central" | "centralStart" | "otlp" | "otlpStart" | "states" | "statesStart", Cursor>;
  settings: () => Pick<Settings, "central">;
}

/** Where the journals go: failures to central and to an OpenTelemetry receiver, states to a collector that takes them. */
export interface Links {
  central: CentralLink;
  status(): Pick<HostStatus, "delivery" | "otlp">;
  /** Takes over changed settings. One that cannot be set up (a secret that cannot be read) must not keep the wall from starting. */
  configure(settings: Pick<Settings, "central" | "otlp">): Promise<void>;
  retryNow(): void;
  close(): Promise<void>;
}

/** What holds was said within the hour: without that nobody would know until it is said again. Milliseconds. */
const SAID_WITHIN = RESTATE_INTERVAL + 180_000;

function findFirstState(journal: ReadableJournal, sendFrom: Settings["central"]["sendFrom"], now: number): Promise<Position> {
  return sendFrom === "now" ? journal.positionAt(now - SAID_WITHIN) : findFirst(journal, sendFrom, now);
}

export function createLinks({ cursors, stateJournal, settings, ...options }: LinksOptions): Links {
  const central = createCentralLink({ ...options, cursor: cursors.central, start: cursors.centralStart });
  const otlp = createOtlpLink({ ...options, cursor: cursors.otlp, start: cursors.otlpStart, version: options.identity.version });
  const states = createLinesLink({
    ...options,
    feature: "states",
    journal: stateJournal,
    cursor: cursors.states,
    start: cursors.statesStart,
    access: central.access,
    findFirst: () => findFirstState(stateJournal, settings().central.sendFrom, options.now()),
    onChange: () => undefined,
  });
  const { log } = options;
  return {
    central,
    status: () => ({ delivery: central.status(), otlp: otlp.status() }),
    async configure(next) {
      await central.configure(next.central).catch((error: unknown) => log(`central: ${String(error)}`));
      await otlp.configure(next.otlp).catch((error: unknown) => log(`otlp: ${String(error)}`));
    },
    retryNow() {
      central.retryNow();
      otlp.retryNow();
    },
    async close() {
      await states.close();
      await central.close();
      await otlp.close();
    },
  };
}
