/** Milliseconds after which a page that was to leave has stayed: somebody thought better of it, or the address was a download. */
const STAYS_AFTER = 3_000;

export interface LeavingPage extends Pick<Window, "addEventListener"> {
  fetch: typeof fetch;
  setTimeout(callback: () => void, milliseconds: number): unknown;
}

/**
 * The page's fetch, but that a page which is about to leave learns of no failure: the browser cuts its requests off before it is gone, and on a
 * busy machine there was time to write that down as the server's. If it stays after all, it learns it then.
 */
export function excuseLeaving(page: LeavingPage): typeof fetch {
  let leaving: Promise<void> | undefined;
  page.addEventListener("beforeunload", () => {
    const mine = new Promise<void>((resolve) => void page.setTimeout(resolve, STAYS_AFTER)).then(() => {
      if (leaving === mine) leaving = undefined;
    });
    leaving = mine;
  });
  return async (input, init) => {
    try {
      return await page.fetch(input, init);
    } catch (error) {
      if (!init?.signal?.aborted) await leaving;
      throw error;
    }
  };
}
