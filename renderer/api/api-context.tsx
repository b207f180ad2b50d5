import { createContext, useContext, useSyncExternalStore } from "react";
import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { RecordedFailure } from "../../shared/record.ts";
import type { AttemptFailure } from "../whep/types.ts";
import type { AlarmStore } from "./alarm-store.ts";
import type { HandoverText } from "./create-handover-text.ts";
import type { DutyStore } from "./duty-store.ts";
import type { Mute } from "./create-mute.ts";
import type { PinGate } from "./create-pin-gate.ts";
import type { HostBridge } from "./host-bridge.ts";
import type { ErrorReporter } from "./error-reporter.ts";
import type { HostState, HostStateStore } from "./host-state.ts";
import type { ReporterState } from "./report-queue.ts";

/** Everything a screen can ask of the host. */
export interface HostClient {
  bridge: HostBridge;
  api: ControlRoomApi;
  hostState: HostStateStore;
  reporter: ErrorReporter;
  alarms: AlarmStore;
  duty: DutyStore;
  handoverText: HandoverText;
  mute: Mute;
  /** Before what is the administrator's and needs no call: an export. */
  pinGate: PinGate;
}

export const HostClientContext = createContext<HostClient | undefined>(undefined);

export function useHostClient(): HostClient {
  const client = useContext(HostClientContext);
  if (!client) throw new Error("useHostClient needs a HostClientContext above it");
  return client;
}

export function useHostState(): HostState {
  const { hostState } = useHostClient();
  return useSyncExternalStore(hostState.subscribe, hostState.get);
}

/** For what is only shown while the host's answers are there. */
export function useReadyHost(): Extract<HostState, { phase: "ready" }> {
  const state = useHostState();
  if (state.phase !== "ready") throw new Error("useReadyHost is for components under the loaded page");
  return state;
}

export function useReporterState(): ReporterState {
  const { reporter } = useHostClient();
  return useSyncExternalStore(reporter.subscribe, reporter.state);
}

/** What the host found out about a failure: the page itself only sees "Failed to fetch". */
export function useRecordedFailure(failure: AttemptFailure | undefined): RecordedFailure | undefined {
  const { reporter } = useHostClient();
  return useSyncExternalStore(reporter.subscribe, () => failure && reporter.findRecorded(failure));
}
