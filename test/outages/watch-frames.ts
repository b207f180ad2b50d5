import type { Page } from "playwright-core";

export interface FrameWatch {
  /** Of each tile's picture since the last mark: frames shown, and the longest time between two of them in milliseconds. */
  tiles: { frames: number; longestGap: number }[];
  /** Conditions other than `live` that a tile has shown since the beginning. */
  disturbances: string[];
  mark(): void;
}

declare global {
  interface Window {
    frameWatch: FrameWatch;
  }
}

/** Begins to count in a page whose tiles are all live. */
export function watchFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const empty = { frames: 0, longestGap: 0 };
    const videos = [...document.querySelectorAll<HTMLVideoElement>(".wall .tile video")];
    const watch: FrameWatch = {
      tiles: videos.map(() => ({ ...empty })),
      disturbances: [],
      mark() {
        for (const tile of watch.tiles) Object.assign(tile, empty);
      },
    };
    window.frameWatch = watch;
    videos.forEach((video, i) => {
      let last: { at: number; presented: number } | undefined;
      const onFrame = (at: number, { presentedFrames: presented }: VideoFrameCallbackMetadata): void => {
        const tile = watch.tiles[i]!;
        if (last) {
          tile.frames += presented - last.presented; // a busy page may be told of several at once
          tile.longestGap = Math.max(tile.longestGap, at - last.at);
        }
        last = { at, presented };
        video.requestVideoFrameCallback(onFrame);
      };
      video.requestVideoFrameCallback(onFrame);
    });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const { stream, condition } = (target as HTMLElement).dataset;
        if (condition !== "live") watch.disturbances.push(`${stream} ${condition}`);
      }
    }).observe(document.body, { subtree: true, attributeFilter: ["data-condition"] });
  });
}

/** Resolves when each tile has shown so many frames since the last mark. */
export async function waitForFramesOnAllTiles(page: Page, frames: number): Promise<void> {
  await page.waitForFunction((frames) => window.frameWatch.tiles.every((tile) => tile.frames >= frames), frames, { polling: 100 });
}
