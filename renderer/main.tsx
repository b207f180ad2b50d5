import { createRoot } from "react-dom/client";
import { HostClientContext } from "./api/api-context.tsx";
import { App } from "./app/app.tsx";
import { createPage } from "./app/create-page.ts";
import { ErrorBoundary } from "./app/error-boundary.tsx";
import { createTicker } from "./ui/create-ticker.ts";
import { TickerContext } from "./ui/live-text.tsx";
import "./ui/base.css";
import "./ui/dialog.css";
import "./app/shell.css";
import "./wall/wall.css";
import "./wall/tile.css";
import "./wall/status-bar.css";
import "./wall/test-tile.css";

const { client, players, bench } = createPage(window);
const ticker = createTicker({ now: Date.now, setInterval: (callback, milliseconds) => window.setInterval(callback, milliseconds) });

// What an error boundary has caught is a failure of the page all the same, and goes where uncaught ones go.
createRoot(document.querySelector("#root")!, { onCaughtError: (error) => window.reportError(error) }).render(
  <ErrorBoundary>
    <HostClientContext value={client}>
      <TickerContext value={ticker}>
        <App players={players} bench={bench} />
      </TickerContext>
    </HostClientContext>
  </ErrorBoundary>,
);
