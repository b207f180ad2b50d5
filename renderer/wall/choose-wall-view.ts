import type { LayoutPage, WallLayout, WallSettings } from "../../shared/wall-settings.ts";
import type { WallAddress } from "./wall-address.ts";

/** What a window shows of the settings. */
export interface WallView {
  /** Undefined: all streams. */
  layout: WallLayout | undefined;
  /** At least one. */
  pages: readonly LayoutPage[];
  /** Of the page that the address names, or the last one. */
  index: number;
  /** The address names a layout that is not there. */
  isMissing: boolean;
}

export function chooseWallView(
  { layouts, columns }: Pick<WallSettings, "layouts" | "columns">,
  streamIds: readonly string[],
  { layout: name, page }: Pick<WallAddress, "layout" | "page">,
): WallView {
  const named = layouts.find((layout) => layout.name === name);
  const layout = named ?? (name === "" ? undefined : layouts[0]);
  const pages = layout?.pages ?? [{ name: "", columns, streams: [...streamIds] }];
  return { layout, pages, index: Math.min(page, pages.length - 1), isMissing: name !== undefined && name !== "" && !named };
}

/** Streams of a page in its order, each once; what the settings do not have is passed over. */
export function listPageStreams<S>(page: LayoutPage, known: ReadonlyMap<string, S>): S[] {
  return [...new Set(page.streams)].flatMap((id) => known.get(id) ?? []);
}

/** How many names in the layouts are no stream of the settings. */
export function countUnknownStreams(layouts: readonly WallLayout[], streamIds: readonly string[]): number {
  const known = new Set(streamIds);
  const named = layouts.flatMap(({ pages }) => pages.flatMap(({ streams }) => streams));
  return new Set(named.filter((id) => !known.has(id))).size;
}
