import { createRoot } from "react-dom/client";
import { ErrorBoundary } from "../app/error-boundary.tsx";
import { PageCrash } from "../app/page-crash.tsx";
import { createTicker } from "../ui/create-ticker.ts";
import { TickerContext } from "../ui/live-text.tsx";

import { FleetPage } from "./fleet-page.tsx";
import "../ui/base.css";
import "../ui/dialog.css";
import "../ui/korean-font.ts"; // not in its own time, as the wall has it: a dynamic import here would cost the wall's start a file
import "../ui/screen.css";
import "./fleet.css";

/** The collector's page: it knows no host, only the collector that has served it. */
const ticker = createTicker({ now: Date.now, setInterval: (callback, milliseconds) => window.setInterval(callback, milliseconds) });

createRoot(document.querySelector("#root")!).render(
  <ErrorBoundary say={(error) => <PageCrash error={error} />}>
    <TickerContext value={ticker}>
      <FleetPage />
    </TickerContext>
  </ErrorBoundary>,
);
