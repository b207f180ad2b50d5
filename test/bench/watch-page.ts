import type { Page } from "playwright-core";

/** What the benches see of a page, ours or bare: its pictures and its WHEP requests. Times as performance.now() of that page. */
export interface PageWatch {
  /** When each video showed its first frame of a session that began after the last mark. */
  frames: number[];
  /** WHEP requests since the last mark, and the first answer to one. */
  requests: number;
  firstAnswerAt: number | undefined;
  /** Most OPTIONS and POST requests that were under way at once. */
  mostStarting: number;
  mark(): void;
}

declare global {
  interface Window {
    watch: PageWatch;
  }
}

/** Runs in the page before anything of its own: the same for ours and for the reference. */
export function installWatch(): void {
  const videos = new Set<HTMLVideoElement>();
  let marks = 0;
  let starting = 0;
  const expectFrame = (video: HTMLVideoElement, before?: MediaProvider | null) => {
    const mark = marks;
    const onFrame = () => {
      if (mark !== marks) return;
      // Of the session before the mark a few frames may still be on their way.
      if (before && video.srcObject === before) video.requestVideoFrameCallback(onFrame);
      else watch.frames.push(performance.now());
    };
    video.requestVideoFrameCallback(onFrame);
  };
  const watch: PageWatch = {
    frames: [],
    requests: 0,
    firstAnswerAt: undefined,
    mostStarting: 0,
    mark() {
      marks += 1;
      Object.assign(watch, { frames: [], requests: 0, firstAnswerAt: undefined });
      for (const video of videos) expectFrame(video, video.srcObject);
    },
  };
  window.watch = watch;

  new MutationObserver(() => {
    for (const video of document.querySelectorAll("video")) {
      if (videos.has(video)) continue;
      videos.add(video);
      expectFrame(video);
    }
  }).observe(document, { childList: true, subtree: true });

  const send = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    if (!/\/whep(\/|$)/.test(String(input))) return send(input, init);
    const isStart = init?.method === "POST" || init?.method === "OPTIONS";
    watch.requests += 1;
    if (isStart) watch.mostStarting = Math.max(watch.mostStarting, ++starting);
    try {
      const answer = await send(input, init);
      watch.firstAnswerAt ??= performance.now();
      return answer;
    } finally {
      if (isStart) starting -= 1;
    }
  };
}

export interface FramesSeen {
  /** Milliseconds from the page's load. */
  first: number;
  last: number;
  firstAnswerAt: number;
}

/** Waits until so many videos have shown a frame since the last mark. */
export async function waitForFrames(page: Page, count: number): Promise<FramesSeen> {
  await page.waitForFunction((count) => window.watch.frames.length >= count, count, { timeout: 120_000, polling: 50 });
  return page.evaluate((count) => {
    const { frames, firstAnswerAt = 0 } = window.watch;
    return { first: frames[0]!, last: frames[count - 1]!, firstAnswerAt };
  }, count);
}

/** Milliseconds of the page's clock at which so many tiles were seen to play. */
export async function waitForTiles(page: Page, streams: number): Promise<number> {
  const isLive = (streams: number) => document.querySelectorAll(".tile[data-condition=live]").length === streams && performance.now();
  const seen = await page.waitForFunction(isLive, streams, { timeout: 120_000, polling: 50 });
  return (await seen.jsonValue()) as number;
}
