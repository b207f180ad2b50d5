import { useEffect, useRef } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useTicker } from "../ui/live-text.tsx";
import type { Player } from "../whep/types.ts";
import { isClockStopped, observeFrame } from "./judge-frame-clock.ts";
import type { FrameClockMemory } from "./judge-frame-clock.ts";

/**
 * A clock that only decoded frames move: a picture that stands still cannot pass for a live one. Frames on screen drive it (two looks a
 * second are enough); where the browser reports none, in a hidden window, the player's statistics do.
 */
export function FrameClock({ player, video }: { player: Player; video: HTMLVideoElement }) {
  const element = useRef<HTMLTimeElement>(null);
  const ticker = useTicker();
  const { formats, texts } = useI18n();

  useEffect(() => {
    let memory: FrameClockMemory | undefined;
    let request: number | undefined;

    const end = ticker.add((now) => {
      const view = player.view();
      if (view.lastFrameAt !== undefined) memory = observeFrame(memory, { at: view.lastFrameAt, now });
      request ??= video.requestVideoFrameCallback(() => {
        request = undefined;
        const at = Date.now();
        if (player.view().state === "playing") memory = observeFrame(memory, { at, now: at });
      });
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
    return () => {
      end();
      if (request !== undefined) video.cancelVideoFrameCallback(request);
    };
  }, [player, video, ticker, formats, texts]);

  return <time ref={element} className="frame-clock" />;
}
