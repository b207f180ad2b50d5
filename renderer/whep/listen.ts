import { createListeners } from "../../shared/create-listeners.ts";
import type { PlayableStream, PlayerPoolDeps } from "./types.ts";
import { waitUntilGathered } from "./wait-until-gathered.ts";
import { createWhepClient } from "./whep-client.ts";

/** `silent`: the stream has no sound, or none comes. `closed`: nobody listens any more. */
export type SoundState = "starting" | "sounding" | "silent" | "failed" | "closed";

/** The sound of one stream, in a session of its own: no picture is begun anew for it, and nothing of it is received before. */
export interface Listening {
  state(): SoundState;
  /** To be given to an audio element; once it sounds. */
  media(): MediaStream | undefined;
  subscribe(listener: () => void): () => void;
  /** Ends the session at the server, too. */
  close(): void;
}

export type ListeningDeps = Pick<PlayerPoolDeps, "fetch" | "createPeerConnection" | "wallClock" | "setTimeout">;

/** Milliseconds until an answer, and from then until something sounds: MediaMTX answers for a camera without sound, too, with a track on which nothing comes. */
const START_TIMEOUT = 10_000;
const SILENCE = 5_000;

/** Begins at once. It is tried once: nobody watches sound, so its failure is no record. */
export function listen(deps: ListeningDeps, stream: PlayableStream): Listening {
  const listeners = createListeners();
  const closing = new AbortController();
  const pc = deps.createPeerConnection({ bundlePolicy: "max-bundle" });
  let state: SoundState = "starting";
  let media: MediaStream | undefined;
  let end = () => Promise.resolve();

  function turn(next: SoundState): void {
    if (closing.signal.aborted || state === next) return;
    state = next;
    if (next !== "sounding") finish();
    listeners.notify();
  }

  function finish(): void {
    closing.abort();
    pc.close();
    void end();
  }

  async function begin(): Promise<void> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(START_TIMEOUT)]);
    const { receiver } = pc.addTransceiver("audio", { direction: "recvonly" });
    // A reader that wants no video is refused: MediaMTX has no codec for it then.
    pc.addTransceiver("video", { direction: "recvonly" });
    pc.addEventListener("connectionstatechange", () => pc.connectionState === "failed" && turn("failed"));
    receiver.track.addEventListener("unmute", () => {
      media = new MediaStream([receiver.track]);
      turn("sounding");
    });
    await pc.setLocalDescription();
    await waitUntilGathered(pc, signal);
    const authorization = await stream.getAuthorization?.();
    const client = createWhepClient({ ...deps, whepUrl: stream.whepUrl, authorization, onResponse: () => undefined });
    const answer = await client.postOffer(pc.localDescription?.sdp ?? "", { signal });
    if (!("sdp" in answer)) return turn("failed");
    const { sessionUrl } = answer;
    if (sessionUrl !== undefined) end = () => client.deleteSession(sessionUrl);
    if (closing.signal.aborted) return void end();
    await pc.setRemoteDescription({ type: "answer", sdp: answer.sdp });
    if (pc.getTransceivers()[0]?.currentDirection !== "recvonly") return turn("silent");
    deps.setTimeout(() => state === "starting" && turn("silent"), SILENCE);
  }

  begin().catch(() => turn("failed"));
  return {
    state: () => state,
    media: () => media,
    subscribe: listeners.add,
    close() {
      turn("closed");
    },
  };
}
