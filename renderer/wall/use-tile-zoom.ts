import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { plainKeyOf } from "../ui/plain-key.ts";
import { NO_ZOOM, panBy, zoomBy } from "./zoom-view.ts";
import type { ZoomView } from "./zoom-view.ts";

interface TileZoomOptions {
  plainKeys: boolean;
  /** Of a key or a button: times the present size. */
  step: number;
  /** Other plain keys of the enlarged tile. */
  keys: Record<string, () => void>;
}

/** Pixels of the wheel that double the size. */
const WHEEL_DOUBLES = 300;
/** Of the tile, with an arrow key. */
const PAN_STEP = 0.1;
const ARROWS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: PAN_STEP, y: 0 },
  ArrowRight: { x: -PAN_STEP, y: 0 },
  ArrowUp: { x: 0, y: PAN_STEP },
  ArrowDown: { x: 0, y: -PAN_STEP },
};

/** Zooms the picture of the tile around `inside`, by wheel, pointer and keys, for as long as that is there. */
export function useTileZoom(inside: RefObject<HTMLElement | null>, options: TileZoomOptions) {
  const [view, setView] = useState(NO_ZOOM);
  const latest = useRef({ view, ...options });
  useEffect(() => {
    latest.current = { view, ...options };
  });

  useEffect(() => {
    const tile = inside.current?.closest<HTMLElement>(".tile");
    tile?.setAttribute("data-zoomed", String(view.scale > 1));
    tile?.style.setProperty("--zoom", `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.scale})`);
  }, [inside, view]);

  useEffect(() => {
    const tile = inside.current?.closest<HTMLElement>(".tile");
    if (!tile) return undefined;
    const abort = new AbortController();
    const { signal } = abort;
    const change = (next: (view: ZoomView) => ZoomView) => setView(next);

    tile.addEventListener("wheel", onWheel, { signal, passive: false });
    tile.addEventListener("pointerdown", onPointerDown, { signal });
    tile.addEventListener("pointermove", onPointerMove, { signal });
    tile.addEventListener("keydown", onKeyDown, { signal });
    return () => {
      abort.abort();
      tile.removeAttribute("data-zoomed");
      tile.style.removeProperty("--zoom");
    };

    function onWheel(event: WheelEvent): void {
      event.preventDefault();
      const { left, bottom, width, height } = tile!.getBoundingClientRect();
      const picture = height - (tile!.querySelector<HTMLElement>(".tile-header")?.offsetHeight ?? 0);
      const at = { x: (event.clientX - left) / width - 0.5, y: 0.5 - (bottom - event.clientY) / picture };
      change((before) => zoomBy(before, 2 ** (-event.deltaY / WHEEL_DOUBLES), at));
    }

    function onPointerDown(event: PointerEvent): void {
      const isButton = event.target instanceof Element && event.target.closest("button, dialog") !== null;
      if (event.button === 0 && !isButton && latest.current.view.scale > 1) tile!.setPointerCapture(event.pointerId);
    }

    function onPointerMove(event: PointerEvent): void {
      if (!tile!.hasPointerCapture(event.pointerId)) return;
      change((before) => panBy(before, { x: event.movementX / tile!.clientWidth, y: event.movementY / tile!.clientHeight }));
    }

    function onKeyDown(event: KeyboardEvent): void {
      if (event.target !== tile || event.altKey || event.ctrlKey || event.metaKey) return;
      const { view: present, plainKeys, step, keys } = latest.current;
      const key = plainKeyOf(event);
      const pan = present.scale > 1 ? ARROWS[key] : undefined;
      if (pan) change((before) => panBy(before, pan));
      else if (plainKeys && (key === "+" || key === "=")) change((before) => zoomBy(before, step));
      else if (plainKeys && (key === "-" || key === "_")) change((before) => zoomBy(before, 1 / step));
      else if (plainKeys && key === "0") change(() => NO_ZOOM);
      else if (keys[key] && !event.repeat) keys[key]();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
  }, [inside]);

  return {
    scale: view.scale,
    zoom: (factor: number) => setView((before) => zoomBy(before, factor)),
    reset: () => setView(NO_ZOOM),
  };
}
