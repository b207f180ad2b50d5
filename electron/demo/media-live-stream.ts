import { randomUUID } from "node:crypto";
import { chooseBitrate } from "./media-bitrate.ts";
import type { VideoFormat } from "./media-bitrate.ts";
import type { StreamFault } from "./media-faults.ts";
import { createNoisyPicture } from "./media-noise.ts";
import { createPicture } from "./media-picture.ts";
import type { Picture } from "./media-picture.ts";
import { createMediaSession, NoAddressError } from "./media-session.ts";
import type { MediaSession, SentCounts } from "./media-session.ts";
import { createMediaSource, sourceStateOf } from "./media-source.ts";
import type { SourceFields } from "./media-source.ts";
import { createTone } from "./media-tone.ts";
import type { WebRtc } from "./media-webrtc.ts";

/** One path of the server: a picture that moves while somebody looks at it, its readers and its fault. */
export interface LiveStream {
  name: string;
  fault(): StreamFault | undefined;
  setFault(fault: StreamFault | undefined): void;
  /** Resolves after so many milliseconds, or when the fault changes. */
  hold(milliseconds: number): Promise<void>;
  readers(): ReaderState[];
  /** As the Control API tells of it. */
  source(): SourceFields;
  readerDetails(): ReaderDetails[];
  /** Rejects when the offer cannot be used or the readers were closed meanwhile, with words for the reader. */
  addReader(offer: string, from: ReaderOrigin): Promise<{ id: string; secret: string; answer: string }>;
  findReader(secret: string): Pick<MediaSession, "patch"> | undefined;
  /** Whether there was one. */
  removeReader(secret: string): boolean;
  /** Takes effect at once and resolves when the goodbyes have left. */
  closeReaders(how: { goodbye: boolean }): Promise<void>;
  /** The present sessions' packets are lost; the server and all else lives on. */
  losePaths(): void;
  close(): Promise<void>;
}

export interface ReaderState {
  /** As in the response header `ID`. */
  id: string;
  path: string;
  /** RTCPeerConnectionState. */
  state: string;
  /** UDP packets that have left for the reader. */
  packetsSent: number;
  /** ISO time of the POST. */
  since: string;
}

/** Who a reader is, as its request says. */
export interface ReaderOrigin {
  remoteAddress: string;
  userAgent: string;
}

/** A session as the Control API tells of it. */
export interface ReaderDetails extends ReaderOrigin, SentCounts {
  id: string;
  path: string;
  since: string;
  established: boolean;
  /** Frames that were not sent: the server was too slow. */
  discarded: number;
  kick(): void;
}

export interface LiveStreamOptions {
  webRtc: WebRtc;
  name: string;
  index: number;
  video: VideoFormat;
  /** It has sound: a quiet tone. */
  hasSound: boolean;
  /** Whether packets reach the server as a whole. */
  networkUp: () => boolean;
  log: (line: string) => void;
}

export function createLiveStream({ webRtc, name, index, video, hasSound, networkUp, log }: LiveStreamOptions): LiveStream {
  const { width, height, framesPerSecond } = video;
  const picture = createPicture({ name, index, width, height });
  const source = new webRtc.nonstandard.RTCVideoSource();
  const track = source.createTrack();
  const tone = hasSound ? createTone(webRtc) : undefined;
  const readers = new Map<string, Omit<ReaderState, "state" | "packetsSent"> & { session: MediaSession; from: ReaderOrigin }>();
  const meter = createMediaSource({ bytesPerSecond: (chooseBitrate(video) * 1_000) / 8, framesPerSecond });
  let discarded = 0;
  const held = new Set<() => void>();
  let fault: StreamFault | undefined;
  /** For key frames: a picture of another size makes every encoder begin with a key frame. */
  let lowerPicture = picture;
  let shown = picture;
  /** After an ICE restart key frames come every second, as a camera's do: libwebrtc makes one only when it is asked, which takes a reader 3 s. */
  let keyFramesUntil = 0;
  let slate: Picture | undefined;
  let still: Picture | undefined;
  let closings = 0;
  let ticking: NodeJS.Timeout | undefined;

  const sendFrame = (): void => {
    if (fault?.fault === "overload") discarded += 1;
    if (fault?.fault === "no_packets" || fault?.fault === "bad_source" || fault?.fault === "overload") return;
    const now = Date.now();
    if (fault?.fault !== "frozen_picture") {
      shown = choosePicture(now);
      shown.draw(now);
    }
    source.onFrame(shown.frame);
  };
  const choosePicture = (now: number): Picture => {
    if (fault?.fault === "slate") return (slate ??= createPicture({ name: "STREAM IS OFFLINE", index, width, height }));
    if (fault?.fault === "still_scene") return (still ??= createNoisyPicture(shown.frame));
    const hasKeyFrames = fault?.fault === "slideshow" || now < keyFramesUntil;
    return hasKeyFrames && Math.floor(now / 1_000) % 2 === 0 ? lowerPicture : picture;
  };
  // Each reader has an encoder of its own; without readers nothing is even drawn.
  const followReaders = (): void => {
    tone?.setOn(readers.size > 0);
    if (readers.size > 0) ticking ??= setInterval(sendFrame, 1_000 / framesPerSecond);
    else {
      clearInterval(ticking);
      ticking = undefined;
    }
  };

  const addReader: LiveStream["addReader"] = async (offer, from) => {
    const [id, secret] = [randomUUID(), randomUUID()];
    const closingsBefore = closings;
    const tag = `[session ${id.slice(0, 8)}] ${name}`;
    const open = () =>
      createMediaSession({
        webRtc,
        offer,
        track,
        soundTrack: tone?.track,
        kilobitsPerSecond: chooseBitrate(video),
        fault: () => (networkUp() ? fault : { fault: "blackhole" }),
        onConnected: () => {
          log(`${tag}: connected`);
          if (fault?.fault === "short_sessions") setTimeout(() => void session.close({ goodbye: true }), fault.seconds * 1_000);
        },
        onClosed: () => {
          if (readers.delete(secret)) log(`${tag}: closed`);
          followReaders();
        },
      });
    const session = await open().catch((error: unknown) => (error instanceof NoAddressError ? open() : Promise.reject(error)));
    if (closings !== closingsBefore) void session.close({ goodbye: true });
    if (session.state() === "closed") throw new Error("terminated");
    readers.set(secret, { id, path: name, since: new Date().toISOString(), session, from });
    followReaders();
    log(`${tag}: created`);
    return { id, secret, answer: session.answer };
  };

  const hold: LiveStream["hold"] = (milliseconds) =>
    new Promise((resolve) => {
      const release = (): void => {
        clearTimeout(timer);
        held.delete(release);
        resolve();
      };
      const timer = setTimeout(release, milliseconds);
      held.add(release);
    });

  const closeReaders: LiveStream["closeReaders"] = async (how) => {
    closings += 1;
    await Promise.all([...readers.values()].map(({ session }) => session.close(how)));
  };

  return {
    name,
    fault: () => fault,
    setFault: (next) => {
      fault = next;
      discarded = 0;
      still = undefined;
      meter.set(sourceStateOf(next));
      for (const release of held) release();
      if (next?.fault === "slideshow") lowerPicture = createPicture({ name, index, width, height: height - 2 });
      // What MediaMTX does to the readers of a path that loses its publisher or its configuration.
      if (ENDS_SESSIONS.has(next?.fault)) void closeReaders({ goodbye: true });
    },
    readers: () =>
      [...readers.values()].map(({ session, from: _from, ...state }) => ({
        ...state,
        state: session.state(),
        packetsSent: session.packetsSent(),
      })),
    source: meter.fields,
    readerDetails: () =>
      [...readers.values()].map(({ id, path, since, from, session }) => ({
        id,
        path,
        since,
        ...from,
        ...session.sent(),
        established: session.established(),
        discarded,
        kick: () => void session.close({ goodbye: true }),
      })),
    hold,
    addReader,
    findReader(secret) {
      const session = readers.get(secret)?.session;
      if (!session) return undefined;
      return {
        async patch(fragment) {
          const restarted = fault?.fault === "no_restart" ? undefined : await session.patch(fragment);
          if (restarted !== undefined) {
            lowerPicture = createPicture({ name, index, width, height: height - 2 });
            keyFramesUntil = Date.now() + KEY_FRAMES_FOR;
          }
          return restarted;
        },
      };
    },
    removeReader: (secret) => {
      const reader = readers.get(secret);
      void reader?.session.close({ goodbye: true });
      return reader !== undefined;
    },
    closeReaders,
    losePaths: () => {
      for (const { session } of readers.values()) session.losePath();
    },
    close: async () => {
      await closeReaders({ goodbye: true });
      track.stop();
      tone?.track.stop();
    },
  };
}

/** Milliseconds: longer than a reader takes to find another way. */
const KEY_FRAMES_FOR = 10_000;
const ENDS_SESSIONS: ReadonlySet<StreamFault["fault"] | undefined> = new Set(["no_stream", "not_configured", "source_down"]);
