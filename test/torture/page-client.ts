import type { MethodOutput, Result } from "../../shared/api-names.ts";
import { createApiError } from "../../renderer/api/api-error.ts";
import { connectToPage } from "./connect-to-page.ts";
import type { PageConnection } from "./connect-to-page.ts";
import type { HostClient } from "./host-client.ts";

/** By then the preload script has run, and the page's own scripts too. */
const IS_LOADED = `new Promise((resolve) => (document.readyState === "complete" ? resolve() : addEventListener("load", () => resolve())))`;

/** Calls the desktop app from its own page, over the same IPC as the page's scripts. Its door is the address of the app's DevTools. */
export function createPageClient(): HostClient {
  let present: { page?: PageConnection; leaving: AbortController } | undefined;
  const leave = (): void => {
    present?.leaving.abort();
    present = undefined;
  };

  return {
    async enter(url) {
      leave();
      const entered: typeof present = (present = { leaving: new AbortController() });
      const page = await connectToPage(url, entered.leaving.signal);
      await page.evaluate(IS_LOADED);
      entered.page = page;
    },
    leave,
    async call(method, input) {
      const page = present?.page;
      if (!page) throw createApiError("unavailable", "there is no host");
      const result = (await page.evaluate(`mtxWatch.call(${JSON.stringify(method)}, ${JSON.stringify(input)})`)) as Result<
        MethodOutput<typeof method>
      >;
      if (!result.ok) throw createApiError(result.error.code, result.error.message);
      return result.value;
    },
    async close() {
      leave();
    },
  };
}
