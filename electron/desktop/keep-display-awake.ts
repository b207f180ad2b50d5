import type { PowerSaveBlocker } from "electron";
import type { Windows } from "./windows.ts";

export interface WindowSight {
  isVisible: boolean;
  isMinimized: boolean;
  /** The wall is what its page shows. */
  showsWall: boolean;
}

/** Whether somebody may be looking at pictures without touching anything. */
export function shouldKeepAwake(windows: readonly WindowSight[]): boolean {
  return windows.some(({ isVisible, isMinimized, showsWall }) => isVisible && !isMinimized && showsWall);
}

/** The displays do not go to sleep while a wall is on them, and do as the system has it on all other screens. */
export function keepDisplayAwake(blocker: PowerSaveBlocker, windows: Pick<Windows, "list" | "showsWall" | "onChange">): void {
  let held: number | undefined;
  windows.onChange(() => {
    const isWanted = shouldKeepAwake(
      windows.list().map((window) => ({
        isVisible: window.isVisible(),
        isMinimized: window.isMinimized(),
        showsWall: windows.showsWall(window),
      })),
    );
    if (isWanted) held ??= blocker.start("prevent-display-sleep");
    else if (held !== undefined) {
      blocker.stop(held);
      held = undefined;
    }
  });
}
