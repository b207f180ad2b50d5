import type { WallSettings } from "../../shared/wall-settings.ts";

/** Metres from a desk's screen, and millimetres of a pixel of 24 inches in Full HD: what the wall's texts are drawn for. */
const DESK = 0.7;
const DESK_PIXEL = 0.277;
/** Beyond, a tile of a full wall has no room for a name. */
const MOST = 3;

/**
 * How many times as large as at a desk texts are, so that from the viewing distance they look as large as from there. `screen` is in CSS
 * pixels. Never smaller than at a desk; 1 where no distance is set.
 */
export function chooseTextScale(
  { viewingDistanceMetres, screenInches }: Pick<WallSettings, "viewingDistanceMetres" | "screenInches">,
  screen: { width: number; height: number },
): number {
  if (viewingDistanceMetres === 0) return 1;
  const pixel = (screenInches * 25.4) / Math.hypot(screen.width, screen.height);
  return Math.min(MOST, Math.max(1, (viewingDistanceMetres / DESK) * (DESK_PIXEL / pixel)));
}

/** How much of what is said of a stream its tile has room for: all, all but the last picture's age, state and reason, the state alone. */
export type TileRoom = "all" | "some" | "few" | "state";

/** A tile's height in CSS pixels; what large texts leave of it is what a smaller tile has at a desk. */
export function chooseTileRoom(tileHeight: number, textScale: number): TileRoom {
  const height = tileHeight / textScale;
  if (height < 75) return "state";
  if (height < 130) return "few";
  return height < 170 ? "some" : "all";
}
