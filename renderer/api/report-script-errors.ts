import type { AttemptFailure, Player } from "../whep/types.ts";

export interface ScriptErrorDeps {
  page: Pick<Window, "addEventListener">;
  /** The tiles an error of the page may have harmed. */
  playing: () => Player[];
  report: (failure: AttemptFailure) => void;
  makeId: (at: number) => string;
  now: () => number;
}

/** An error that comes with every frame must not flood the log: at most one a minute is reported. */
const SHORTEST_INTERVAL = 60_000;

/** An uncaught error belongs to no stream, so it makes one record for each tile that was playing (spec section 2). */
export function reportScriptErrors({ page, playing, report, makeId, now }: ScriptErrorDeps): void {
  let lastAt = -Infinity;

  function reportError(error: unknown): void {
    const at = now();
    if (Math.abs(at - lastAt) < SHORTEST_INTERVAL) return;
    lastAt = at;
    const errorMessage = `Script of the page failed: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    for (const player of playing()) {
      const { id, name, whepUrl } = player.stream;
      const stats = player.view().statistics;
      report({
        streamId: id,
        streamName: name,
        whepUrl,
        at,
        reason: "script",
        phase: "page",
        attempt: 1,
        incidentId: makeId(at),
        errorMessage,
        ...(stats ? { stats } : {}),
      });
    }
  }

  page.addEventListener("error", (event) => {
    // A browser's remark that a layout took two rounds comes as an error event; nothing failed.
    if (!event.message?.startsWith("ResizeObserver loop")) reportError(event.error ?? event.message);
  });
  page.addEventListener("unhandledrejection", (event) => reportError(event.reason));
}
