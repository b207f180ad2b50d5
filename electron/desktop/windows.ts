import type { BrowserWindow, Rectangle, Screen, WebContents } from "electron";
import { coalesce } from "../coalesce.ts";
import { isAppUrl } from "./app-origin.ts";
import { fitPlace, placeNew } from "./window-place.ts";
import type { Monitor, WindowPlace } from "./window-place.ts";
import { MOST_WINDOWS } from "./window-memory.ts";
import type { WindowMemory } from "./window-memory.ts";

export interface WindowsOptions {
  screen: Screen;
  memory: WindowMemory;
  create: (bounds: Rectangle) => BrowserWindow;
  /** Shows the page at this address of the wall, such as `#/`; "": as it begins. */
  load: (window: BrowserWindow, address: string) => void;
  now: () => number;
}

/** All windows of the wall. Each remembers its place, and goes back there when its monitor comes back. */
export interface Windows {
  /** Those of the last run, or one. */
  restore(): void;
  /** One more, on this monitor (its number in `listMonitors`); undefined when there are too many. */
  open(monitor: number): BrowserWindow | undefined;
  list(): BrowserWindow[];
  /** The one that somebody uses, or used last. */
  front(): BrowserWindow | undefined;
  listMonitors(): Monitor[];
  owns(contents: WebContents): boolean;
  /** Its page shows the wall, not another screen. */
  showsWall(window: BrowserWindow): boolean;
  /** Told of every window, before it loads its page. */
  onOpen(listener: (window: BrowserWindow) => void): void;
  /** A window came, went, was shown, hidden or moved, or its page went to another screen. */
  onChange(listener: () => void): void;
  /** The monitors are others. */
  onMonitors(listener: () => void): void;
  /** The places are taken down for the last time: what closes from now on is not forgotten. */
  seal(): void;
}

/** Milliseconds. The system moves the windows of a monitor that goes; what comes later, a person has done. */
const SETTLING = 5_000;

const WINDOW_EVENTS = ["show", "hide", "minimize", "restore", "maximize", "unmaximize", "enter-full-screen", "leave-full-screen", "move", "resize", "focus"] as const; // prettier-ignore

export function createWindows({ screen, memory, create, load, now }: WindowsOptions): Windows {
  /** In the order in which they were used, the last at the end. */
  const places = new Map<BrowserWindow, WindowPlace>();
  /** Windows whose monitor is away. */
  const away = new Set<BrowserWindow>();
  const openListeners: ((window: BrowserWindow) => void)[] = [];
  const changeListeners: (() => void)[] = [];
  const monitorListeners: (() => void)[] = [];
  let used: BrowserWindow[] = [];
  let monitorsChangedAt = -Infinity;
  let isSealed = false;

  const changed = coalesce(() => {
    takeDown();
    for (const listener of changeListeners) listener();
  });

  function listMonitors(): [Monitor, ...Monitor[]] {
    const primary = screen.getPrimaryDisplay();
    return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
  }

  function open(place: WindowPlace): BrowserWindow {
    for (const each of places.keys()) if (each.isDestroyed()) places.delete(each);
    const { bounds, isAway } = fitPlace(place, listMonitors());
    const window = create(bounds);
    places.set(window, place);
    used.push(window);
    if (isAway) away.add(window);
    for (const event of WINDOW_EVENTS) window.on(event as "show", changed);
    window.on("focus", () => (used = [...used.filter((each) => each !== window), window]));
    window.webContents.on("did-navigate", changed);
    window.webContents.on("did-navigate-in-page", changed);
    window.once("ready-to-show", () => {
      if (place.size === "maximized") window.maximize();
      if (place.size === "full_screen") window.setFullScreen(true);
      window.show();
    });
    window.once("closed", () => {
      away.delete(window);
      used = used.filter((each) => each !== window);
      // The last one is where the next start begins.
      if (places.size > 1 && !isSealed) places.delete(window);
      changed();
    });
    for (const listener of openListeners) listener(window);
    load(window, place.address);
    return window;
  }

  /** Reads the places of all windows; where one stands that the system has put there is no place of its own. */
  function takeDown(): void {
    if (isSealed) return;
    for (const window of list()) {
      const place = places.get(window)!;
      const address = readWallAddress(window.webContents.getURL()) ?? place.address;
      if (away.has(window) && now() - monitorsChangedAt < SETTLING) continue;
      const { bounds: monitor } = screen.getDisplayMatching(window.getBounds());
      const isHome = away.has(window) && isAtFit(window, place);
      places.set(
        window,
        isHome ? { ...place, address } : { bounds: window.getNormalBounds(), monitor, size: readSize(window) ?? place.size, address },
      );
      if (!isHome) away.delete(window);
    }
    memory.save([...places.values()]);
  }

  /** It stands where it was put for as long as its monitor is away. */
  function isAtFit(window: BrowserWindow, place: WindowPlace): boolean {
    const { bounds } = fitPlace(place, listMonitors());
    const { x, y } = window.getNormalBounds();
    return Math.abs(bounds.x - x) < NEAR && Math.abs(bounds.y - y) < NEAR;
  }

  function arrange(): void {
    monitorsChangedAt = now();
    for (const window of list()) {
      const place = places.get(window)!;
      const { bounds, isAway } = fitPlace(place, listMonitors());
      if (isAway === away.has(window)) continue;
      if (isAway) away.add(window);
      else away.delete(window);
      move(window, bounds, place.size);
    }
    for (const listener of monitorListeners) listener();
    changed();
  }

  const list = (): BrowserWindow[] => [...places.keys()].filter((window) => !window.isDestroyed());

  screen.on("display-added", arrange);
  screen.on("display-removed", arrange);
  screen.on("display-metrics-changed", arrange);

  return {
    restore() {
      const remembered = memory.load();
      for (const place of remembered.length > 0 ? remembered : [placeNew(listMonitors()[0], 0)]) open(place);
    },
    open(number) {
      const monitors = listMonitors();
      const monitor = monitors[number] ?? monitors[0];
      const { x, y } = monitor.bounds;
      const others = list().filter((window) => {
        const { bounds } = screen.getDisplayMatching(window.getBounds());
        return bounds.x === x && bounds.y === y;
      }).length;
      return list().length < MOST_WINDOWS ? open(placeNew(monitor, others)) : undefined;
    },
    list,
    front: () => used.at(-1),
    listMonitors,
    owns: (contents) => list().some((window) => window.webContents === contents),
    showsWall: (window) => readWallAddress(window.webContents.getURL()) !== undefined,
    onOpen: (listener) => void openListeners.push(listener),
    onChange: (listener) => void changeListeners.push(listener),
    onMonitors: (listener) => void monitorListeners.push(listener),
    seal() {
      takeDown();
      isSealed = true;
    },
  };
}

/** Window managers put a window a frame's width beside where it was wanted. */
const NEAR = 64;

/** Undefined in a kiosk, whose windows fill their monitors whatever size they have. */
function readSize(window: BrowserWindow): WindowPlace["size"] | undefined {
  if (window.isKiosk()) return undefined;
  if (window.isFullScreen()) return "full_screen";
  return window.isMaximized() ? "maximized" : "normal";
}

/** The wall's part of a page's address; undefined on another screen, which nobody wants to start with. */
function readWallAddress(url: string): string | undefined {
  if (!isAppUrl(url)) return undefined;
  const { pathname, hash } = new URL(url);
  return pathname === "/" && /^(#\/(wall)?([?/].*)?)?$/.test(hash) ? hash : undefined;
}

/** A window that is maximized or full screen is only moved by way of its normal size. */
function move(window: BrowserWindow, bounds: Rectangle, size: WindowPlace["size"]): void {
  if (window.isFullScreen()) window.setFullScreen(false);
  if (window.isMaximized()) window.unmaximize();
  window.setBounds(bounds);
  if (size === "maximized") window.maximize();
  if (size === "full_screen") window.setFullScreen(true);
}
