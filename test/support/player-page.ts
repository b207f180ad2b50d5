import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { build } from "vite";
import { startHttpServer } from "./http-server.ts";

export interface PlayerPageServer {
  /** A page of its own, with the player pool and nothing else in it: see player-page-entry.ts. */
  open(context: Browser | BrowserContext): Promise<Page>;
  close(): Promise<void>;
}

/** Bundles the players as they are and serves them from a loopback port, as the web host serves the app. */
export async function servePlayerPage(): Promise<PlayerPageServer> {
  const bundled = await build({
    configFile: false,
    logLevel: "error",
    root: import.meta.dirname,
    build: { write: false, target: "esnext", minify: false, rolldownOptions: { input: join(import.meta.dirname, "player-page-entry.ts") } },
  });
  const { output } = (Array.isArray(bundled) ? bundled[0] : bundled) as { output: { type: string; code?: string }[] };
  const code = output.find(({ type }) => type === "chunk")?.code ?? "";
  const server = await startHttpServer((request, response) => {
    const isScript = request.url === "/players.js";
    response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? code : '<!doctype html><title>players</title><body><script type="module" src="players.js"></script>');
  });
  return {
    async open(context) {
      const page = await context.newPage();
      await page.goto(server.url);
      await page.waitForFunction(() => window.page !== undefined);
      return page;
    },
    close: server.close,
  };
}
