/** Screens of the page. The address names one and what it shows: `#/logs?type=fetch_error`; without a name, the wall: `#/?page=2`. */
export const SCREENS = ["wall", "alarms", "logs", "dashboard", "report", "handover", "settings", "diagnostics"] as const;
export type Screen = (typeof SCREENS)[number];

export interface ScreenAddress {
  screen: Screen;
  /** What stands behind the question mark; each screen reads its own. */
  query: string;
}

export function parseScreenAddress(hash: string): ScreenAddress {
  const [path = "", ...query] = hash.replace(/^#\/?/, "").split("?");
  const screen = path === "" ? "wall" : SCREENS.find((name) => name === path);
  return screen ? { screen, query: query.join("?") } : { screen: "wall", query: "" };
}

export function formatScreenAddress({ screen, query }: ScreenAddress): string {
  return `#/${screen === "wall" ? "" : screen}${query === "" ? "" : `?${query}`}`;
}
