/** What the run sees of the page from within, and what it does to it. */
export interface PageWitness {
  /** Hours that the page's clock is off. */
  clockOff: number;
  /** Begins to measure anew. */
  mark(): void;
  /** Since the mark, milliseconds: the longest time in which the page did nothing, and how long it was hidden. */
  longestGap(): number;
  hiddenFor(): number;
  /** How often the page changed its language since the mark. */
  changes(): number;
  /** Keeps the page's thread for so many milliseconds. */
  holdUp(milliseconds: number): void;
  /** Makes and drops about so many megabytes of small objects. */
  litter(megabytes: number): void;
  readTiles(): TileSeen[];
}

export interface TileSeen {
  stream: string;
  condition: string;
  /** As the tile's frame clock says, and whether it says that it has stopped. */
  clock: string;
  stopped: boolean;
  /** Milliseconds that the picture is behind the time, read from the clock in the demo server's picture; undefined when it cannot be read. */
  behind?: number;
}

declare global {
  interface Window {
    witness: PageWitness;
  }
}

/** Runs in the page before anything of its own. `glyphs` are the demo server's digits 0 to 9, row by row. */
export function installWitness(glyphs: number[][]): void {
  const realNow = () => performance.timeOrigin + performance.now();
  const RealDate = Date;
  const now = () => RealDate.now() + witness.clockOff * 3_600_000;
  window.Date = new Proxy(RealDate, {
    construct: (target, args: []) => (args.length > 0 ? new target(...args) : new target(now())),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });

  let [gap, hidden, changes, last] = [0, 0, 0, performance.now()];
  setInterval(() => {
    const passed = performance.now() - last;
    last += passed;
    gap = Math.max(gap, passed);
    if (document.visibilityState === "hidden") hidden += passed;
  }, 100);
  new MutationObserver(() => changes++).observe(document, { subtree: true, attributeFilter: ["lang"] });

  /** The clock at the upper left of a picture of 320 x 180, in dots of two pixels: see electron/demo/media-picture.ts. */
  const [size, left, top] = [2, 8, 8];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 180];
  const context = canvas.getContext("2d", { willReadFrequently: true })!;

  function readDigit(pixels: Uint8ClampedArray, position: number): number {
    const isLit = (line: number, dot: number) => {
      const [x, y] = [left + (position * 6 + dot) * size, top + line * size];
      return pixels[(y * canvas.width + x) * 4 + 1]! > 128;
    };
    const wrong = glyphs.map((rows) =>
      rows.reduce((sum, row, line) => sum + [0, 1, 2, 3, 4].filter((dot) => isLit(line, dot) !== ((row >> (4 - dot)) & 1) > 0).length, 0),
    );
    return wrong.indexOf(Math.min(...wrong));
  }

  function readBehind(video: HTMLVideoElement): number | undefined {
    if (video.videoWidth !== canvas.width || document.visibilityState === "hidden") return undefined;
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const [h, H, , m, M, , s, S, , a, b, c] = Array.from({ length: 12 }, (_, position) => readDigit(data, position)) as [
      number,
      ...number[],
    ];
    const shown = ((h * 10 + H!) * 3_600 + (m! * 10 + M!) * 60 + s! * 10 + S!) * 1_000 + a! * 100 + b! * 10 + c!;
    const midnight = new RealDate(realNow()).setHours(0, 0, 0, 0);
    return Math.round(realNow() - midnight - shown);
  }

  const witness: PageWitness = {
    clockOff: 0,
    mark() {
      [gap, hidden, changes, last] = [0, 0, 0, performance.now()];
    },
    longestGap: () => Math.max(gap, performance.now() - last),
    hiddenFor: () => hidden,
    changes: () => changes,
    holdUp(milliseconds) {
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
    },
    litter(megabytes) {
      for (let i = 0; i < megabytes; i++) Array.from({ length: 20_000 }, (_, index) => ({ index, text: [index] }));
    },
    readTiles: () =>
      [...document.querySelectorAll<HTMLElement>(".tile[data-stream]")].map((tile) => {
        const clock = tile.querySelector<HTMLElement>(".frame-clock");
        const video = tile.querySelector("video");
        return {
          stream: tile.dataset.stream!,
          condition: tile.dataset.condition!,
          clock: clock?.textContent ?? "",
          stopped: clock?.dataset.stopped === "true",
          ...(video ? { behind: readBehind(video) } : {}),
        };
      }),
  };
  window.witness = witness;
}
