import { useState } from "react";
import type { ScreenAddress } from "./screen-address.ts";

/** What the wall shows, also while another screen is in its place: the way back leads to the same page. */
export function useWallQuery({ screen, query }: ScreenAddress): string {
  const [last, setLast] = useState("");
  if (screen === "wall" && query !== last) setLast(query);
  return screen === "wall" ? query : last;
}
