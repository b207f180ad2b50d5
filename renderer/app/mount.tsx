import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { HostClientContext } from "../api/api-context.tsx";
import { createTicker } from "../ui/create-ticker.ts";
import { TickerContext } from "../ui/live-text.tsx";
import { App } from "./app.tsx";
import type { Page } from "./create-page.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { PageCrash } from "./page-crash.tsx";
import { loadKoreanFont } from "../ui/load-korean-font.ts";
import { createDrawingPace, DrawingPaceContext } from "../wall/drawing-pace.ts";
import { FrozenWatchContext } from "../wall/frozen-badge.tsx";
import "../ui/dialog.css";
import "../wall/test-tile.css";

/**
 * React hears every media event at its root, and looks through its tree for each. Nothing of ours listens there: a playing video fires the first
 * two several times a second, one that is given another session's media most others.
 */
const UNHEARD_EVENTS = ["timeupdate", "progress", "abort", "emptied", "loadstart", "durationchange", "loadedmetadata", "loadeddata", "canplay", "canplaythrough", "play", "pause", "playing", "waiting", "stalled", "suspend", "ended"]; // prettier-ignore

/** What the streams and the drawing leave of the page's thread is soon enough for it; no later than this, in milliseconds. */
const FONT_DELAY = 1_000;

/** Draws the page in the place of its first pictures. A chunk of its own: they do not wait for it. */
export function mount({ client, players, frozen, bench }: Page): void {
  const ticker = createTicker({ now: Date.now, setInterval: (callback, milliseconds) => window.setInterval(callback, milliseconds) });
  const pace = createDrawingPace({ now: () => performance.now(), ticker });
  // What an error boundary has caught is a failure of the page all the same, and goes where uncaught ones go.
  const root = createRoot(document.querySelector("#root")!, { onCaughtError: (error) => window.reportError(error) });
  const app = (
    <ErrorBoundary say={(error) => <PageCrash error={error} />}>
      <HostClientContext value={client}>
        <TickerContext value={ticker}>
          <DrawingPaceContext value={pace}>
            <FrozenWatchContext value={frozen}>
              <App players={players} bench={bench} />
            </FrozenWatchContext>
          </DrawingPaceContext>
        </TickerContext>
      </HostClientContext>
    </ErrorBoundary>
  );
  for (const type of UNHEARD_EVENTS) window.addEventListener(type, (event) => event.stopPropagation(), { capture: true });
  // In slices: between them offers are made and answers applied.
  startTransition(() => root.render(app));
  requestIdleCallback(loadKoreanFont, { timeout: FONT_DELAY });
}
