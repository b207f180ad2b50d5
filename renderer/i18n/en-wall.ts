import type { Widen } from "./ko.ts";
import type { koWall } from "./ko-wall.ts";

/** English texts of the wall, its pages and its layouts; a part of en.ts. */
export const enWall: Widen<typeof koWall> = {
  label: "Video wall",
  unknownServer: (count) => `${count} stream${count === 1 ? "" : "s"} without a known server not shown`,
  unknownStreams: (count) => `${count} stream${count === 1 ? "" : "s"} of the layouts not in the settings`,
  pages: "Pages of the wall",
  page: (number) => `Page ${number}`,
  pageCount: (count) => `${count} page${count === "1" ? "" : "s"}`,
  pageDown: (page, count) => `${page}, ${count} down`,
  outside: (count) => `${count} down outside this layout`,
  layout: "Layout",
  allStreams: "All streams",
  missingLayout: "No such layout: the first one is shown",
  emptyPage: "There are no streams on this page.",
  cycle: (seconds) => `Next page every ${seconds}`,
  cyclePaused: "Turning pages is paused",
  edit: "Edit layouts",
  lockedLayouts: "The layouts are set by this machine's policy and cannot be changed here.",
  key: {
    pages: "Page before, next page",
    digits: "The page of that number",
  },
};
