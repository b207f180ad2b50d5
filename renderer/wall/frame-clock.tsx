import { useEffect, useRef } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useTicker } from "../ui/live-text.tsx";
import type { Player } from "../whep/types.ts";
import { isClockStopped, observeFrame } from "./judge-frame-clock.ts";
import type { FrameClockMemory } from "./judge-frame-clock.ts";

/**
 * A clock that only decoded frames move: a picture that stands still cannot pass for a live one. Frames on screen drive it, counted twice a
 * second (a callback for each costs a turn of the whole page); where the browser shows none, in a hidden window, the player's statistics do.
 */
export function FrameClock({ player, video }: { player: Player; video: HTMLVideoElement }) {
  const element = useRef<HTMLTimeElement>(null);
  const ticker = useTicker();
  const { formats, texts } = useI18n();

  useEffect(() => {
    let memory: FrameClockMemory | undefined;
    let shown = 0;

    return ticker.add((now) => {
      const view = player.view();
      if (view.lastFrameAt !== undefined) memory = observeFrame(memory, { at: view.lastFrameAt, now });
      const before = shown;
      shown = countShownFrames(video);
      if (shown > before && view.state === "playing") memory = observeFrame(memory, { at: now, now });
      const clock = element.current;
      if (!clock) return;
      const stopped = memory !== undefined && (view.state !== "playing" || isClockStopped(memory, now));
      const text = memory ? formats.clock(memory.lastFrameAt) : "";
      if (clock.textContent !== text) clock.textContent = text;
      if (clock.dataset.stopped !== String(stopped)) {
        clock.dataset.stopped = String(stopped);
        clock.title = stopped ? texts.tile.clockStopped : "";
      }
    });
  }, [player, video, ticker, formats, texts]);

  return <time ref={element} className="frame-clock" />;
}

/** Of the element's present stream; none while it is paused or not drawn. */
function countShownFrames(video: HTMLVideoElement): number {
  const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
  return totalVideoFrames - droppedVideoFrames;
}
