import type { Rectangle } from "electron";

/** Where a window stands and what it shows, as it is remembered. All lengths are device-independent pixels. */
export interface WindowPlace {
  /** Of the window when it is neither maximized nor full screen. */
  bounds: Rectangle;
  /** The monitor that it stands on: the same monitor comes back with the same bounds, its number may be another. */
  monitor: Rectangle;
  size: "normal" | "maximized" | "full_screen";
  /** The wall's address in the page, such as `#/`. */
  address: string;
}

export interface Monitor {
  bounds: Rectangle;
  /** Without the taskbar. */
  workArea: Rectangle;
}

const NEW_WINDOW = { width: 1_600, height: 900 };
/** So much of a window's upper edge has to be on a monitor for somebody to take hold of it. */
const GRIP = { width: 100, height: 24 };
/** A second window stands a little beside the first, that both are seen. */
const STEP = 40;

export interface Fit {
  bounds: Rectangle;
  /** Its monitor is not there now: it stands somewhere else until that comes back. */
  isAway: boolean;
}

/** Where a remembered window can stand on the monitors there are, of which the first is the primary one. */
export function fitPlace({ bounds, monitor }: Pick<WindowPlace, "bounds" | "monitor">, monitors: readonly [Monitor, ...Monitor[]]): Fit {
  const isAway = !monitors.some((each) => isSame(each.bounds, monitor));
  const grip = { ...bounds, height: GRIP.height };
  const under = monitors.find(({ workArea }) => {
    const shared = intersect(grip, workArea);
    return shared.width >= Math.min(GRIP.width, bounds.width) && shared.height >= GRIP.height;
  });
  if (under) return { bounds: { ...bounds, ...shrink(bounds, under.workArea) }, isAway };
  return { bounds: centre(bounds, monitors[0].workArea), isAway };
}

/** Where a window that nothing is remembered of stands, as the so-manieth on its monitor. */
export function placeNew(monitor: Monitor, others: number): WindowPlace {
  const bounds = centre(NEW_WINDOW, monitor.workArea);
  const step = others * STEP;
  return {
    bounds: { ...bounds, x: bounds.x + step, y: bounds.y + step },
    monitor: monitor.bounds,
    size: "normal",
    address: "",
  };
}

function isSame(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function shrink(size: { width: number; height: number }, area: Rectangle): { width: number; height: number } {
  return { width: Math.min(size.width, area.width), height: Math.min(size.height, area.height) };
}

function centre(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const { width, height } = shrink(size, area);
  return { x: area.x + Math.floor((area.width - width) / 2), y: area.y + Math.floor((area.height - height) / 2), width, height };
}

function intersect(a: Rectangle, b: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  };
}
