import { useEffect } from "react";
import type { WallPages } from "./use-wall-pages.ts";

interface PageKeysOptions {
  pages: Pick<WallPages, "pages" | "index" | "show">;
  /** The wall is in sight. */
  isShown: boolean;
  plainKeys: boolean;
}

/** Page Up and Down, and the digits of pages that are there: these go before the commands that digits stand for elsewhere. */
export function usePageKeys({ pages: { pages, index, show }, isShown, plainKeys }: PageKeysOptions): void {
  const count = pages.length;
  useEffect(() => {
    if (!isShown || count < 2) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const isIn = (selector: string) => event.target instanceof Element && event.target.closest(selector) !== null;
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (isIn("dialog, [role=menu], [popover], input, textarea, select")) return;
      const to = findPage(event.key, { index, count, plainKeys });
      if (to === undefined) return;
      event.preventDefault();
      show(to);
    };
    // Before the commands hear of it, in whatever order both began to listen.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [isShown, count, index, show, plainKeys]);
}

/** The page that a key leads to; at the ends it leads around. */
export function findPage(
  key: string,
  { index, count, plainKeys }: { index: number; count: number; plainKeys: boolean },
): number | undefined {
  if (key === "PageDown") return (index + 1) % count;
  if (key === "PageUp") return (index + count - 1) % count;
  const digit = plainKeys && /^[1-9]$/.test(key) ? Number(key) - 1 : undefined;
  return digit !== undefined && digit < count ? digit : undefined;
}
