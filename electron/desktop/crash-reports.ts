import type { ClientInfo, ErrorReport } from "../../shared/record.ts";
import { whepUrlOf } from "../../shared/whep-url.ts";
import type { Settings } from "../../shared/settings.ts";

/** What is known of a page's process that ended by itself. */
export interface PageCrash {
  /** Electron's word: crashed, oom, killed, abnormal-exit … */
  reason: string;
  exitCode: number;
  at: number;
  userAgent: string;
  clientInfo: ClientInfo;
}

/**
 * One report for each stream of the wall: a crashed page can no longer say which of them were playing, and none plays any more.
 * `makeId` gives UUIDv7s.
 */
export function makeCrashReports({ servers, streams }: Settings, crash: PageCrash, makeId: () => string): ErrorReport[] {
  return streams.flatMap((stream) => {
    const server = servers.find(({ id }) => id === stream.serverId);
    if (!server) return [];
    return {
      id: makeId(),
      timestamp: new Date(crash.at).toISOString(),
      streamId: stream.id,
      reason: "render_process_gone",
      errorMessage: `Page process failed: ${crash.reason} (exit code ${crash.exitCode})`,
      whepUrl: whepUrlOf(server, stream.path),
      userAgent: crash.userAgent,
      clientInfo: crash.clientInfo,
      detail: { phase: "page", attempt: 1, incidentId: makeId(), streamName: stream.name },
    };
  });
}
