import type { App, WebContents } from "electron";
import { isAppUrl } from "./app-origin.ts";

/** No page of the app ever leaves app://control-room, opens a window or embeds another page; links to the outside are not opened either. */
export function guardNavigation(app: App, log: (message: string) => void): void {
  app.on("web-contents-created", (_event, contents) => guardContents(contents, log));
}

function guardContents(contents: WebContents, log: (message: string) => void): void {
  const refuse = (what: string, url: string): void => log(`${what} refused: ${url.slice(0, 200)}`);
  const stayHome = (event: { url: string; preventDefault: () => void }): void => {
    if (isAppUrl(event.url)) return;
    event.preventDefault();
    refuse("navigation", event.url);
  };
  contents.on("will-navigate", stayHome);
  contents.on("will-frame-navigate", stayHome);
  contents.on("will-redirect", stayHome);
  contents.setWindowOpenHandler(({ url }) => {
    refuse("new window", url);
    return { action: "deny" };
  });
  contents.on("will-attach-webview", (event, _preferences, { src = "" }) => {
    event.preventDefault();
    refuse("webview", src);
  });
}
