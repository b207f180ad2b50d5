import type { Page } from "playwright-core";

/** What shows the wall: a browser, or the desktop app. */
export interface CalmClient {
  page: Page;
  /** To all its processes. */
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  /** Both hide the window and return what shows it again. */
  minimize(): Promise<() => Promise<void>>;
  cover(): Promise<() => Promise<void>>;
  /** Whether its page is told that it is hidden: the desktop app's never is, so that it notices failures as fast as in front. */
  tellsPage: boolean;
  close(): Promise<void>;
}
