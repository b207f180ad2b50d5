import type { MediaStatistics } from "../../shared/record.ts";
import type { Evidence } from "./classify-failure.ts";
import { watchConnection } from "./connection-watch.ts";
import { readMediaCounters } from "./media-counters.ts";
import type { MediaCounters, StatsEntry } from "./media-counters.ts";
import { namesVideoTrack } from "./names-video-track.ts";
import { createTrickle } from "./trickle.ts";
import type { PlayerPoolDeps } from "./types.ts";
import { TIMED_OUT } from "./whep-client.ts";
import type { OfferAnswer, WhepClient } from "./whep-client.ts";

/** A session that the server has answered with 201, and whose answer is applied. */
export interface WhepSession {
  media: MediaStream;
  id: string | undefined;
  readCounters(): Promise<MediaCounters>;
  transportStates(): Pick<MediaStatistics, "connectionState" | "iceConnectionState" | "dtlsState">;
  /** From now on tells what becomes of it; what has happened since the answer is told at once. */
  watch(listener: SessionListener): void;
  /** Ends it here at once, and at the server by DELETE unless the server itself has ended it. Resolves when the server has answered. */
  close(how: { atServer: boolean }): Promise<void>;
}

export interface SessionListener {
  onConnected: () => void;
  /** May be called again (Chromium's `failed` can heal), but not after close(). */
  onEnded: (evidence: Evidence) => void;
}

export interface OpenSessionOptions {
  client: WhepClient;
  iceServers: RTCIceServer[];
  /** Ends the start, not the session. */
  signal: AbortSignal;
}

export type OpenedSession = { kind: "open"; session: WhepSession; iceServers: RTCIceServer[] } | Evidence;

/** Offers, and applies the answer. Whatever fails leaves neither a peer connection nor a session at the server behind. Never rejects. */
export async function openWhepSession(
  { createPeerConnection, setTimeout }: Pick<PlayerPoolDeps, "createPeerConnection" | "setTimeout">,
  { client, iceServers, signal }: OpenSessionOptions,
): Promise<OpenedSession> {
  let pc: RTCPeerConnection;
  try {
    pc = createConnection(createPeerConnection, iceServers);
  } catch (error) {
    return { kind: "script", cause: String(error) };
  }
  let answer: OfferAnswer | undefined;
  const controller = new AbortController();
  const close: WhepSession["close"] = async ({ atServer }) => {
    if (controller.signal.aborted) return;
    controller.abort();
    pc.close();
    if (atServer && answer?.sessionUrl) await client.deleteSession(answer.sessionUrl);
  };
  const fail = (evidence: Evidence): Evidence => {
    void close({ atServer: true });
    return evidence;
  };

  try {
    let media: MediaStream | undefined;
    pc.addEventListener("track", ({ track, streams }) => (media ??= streams[0] ?? new MediaStream([track])), { signal: controller.signal });
    // No audio: nobody hears it on a wall, and MediaMTX answers an offer without it.
    pc.addTransceiver("video", { direction: "recvonly" });
    const channel = pc.createDataChannel("", { negotiated: true, id: 1 });
    const trickle = createTrickle(pc, { signal: controller.signal, setTimeout, patch: client.patchCandidates });
    const offer = (await pc.createOffer()).sdp ?? "";
    await pc.setLocalDescription({ type: "offer", sdp: offer });

    const answered = await client.postOffer(offer, signal);
    if (!("sdp" in answered)) return fail(answered);
    answer = answered;
    const refusal = await applyAnswer(pc, { answer, client, signal });
    if (refusal) return fail(refusal);
    if (!media || !namesVideoTrack(answer.sdp) || !pc.getTransceivers().some(receivesVideo))
      return fail({ kind: "no_video", sessionId: answer.sessionId });
    if (signal.aborted) return fail({ kind: "no_answer", method: "POST", timedOut: signal.reason === TIMED_OUT, cause: "given up" });

    const { sessionUrl } = answer;
    const trickles = answer.kind === "answer";
    const session: WhepSession = {
      media,
      id: answer.sessionId,
      readCounters: async () => readMediaCounters((await pc.getStats()) as unknown as ReadonlyMap<string, StatsEntry>),
      transportStates: () => ({
        connectionState: pc.connectionState,
        iceConnectionState: pc.iceConnectionState,
        dtlsState: pc.getReceivers()[0]?.transport?.state,
      }),
      watch(listener) {
        watchConnection(pc, { channel, signal: controller.signal, ...listener });
        if (sessionUrl && trickles) trickle.sendTo(sessionUrl, { offer, onSessionGone: () => listener.onEnded({ kind: "session_gone" }) });
      },
      close,
    };
    return { kind: "open", session, iceServers: answer.iceServers };
  } catch (error) {
    return fail({ kind: "script", cause: String(error) });
  }
}

/** A server's list that Chromium cannot read must not cost the picture: on a LAN nobody needs it. */
function createConnection(create: PlayerPoolDeps["createPeerConnection"], iceServers: RTCIceServer[]): RTCPeerConnection {
  try {
    return create({ iceServers, bundlePolicy: "max-bundle" });
  } catch (error) {
    if (iceServers.length === 0) throw error;
    return create({ bundlePolicy: "max-bundle" });
  }
}

/** A counter-offer is answered by PATCH; setting it takes our own offer back. */
async function applyAnswer(
  pc: RTCPeerConnection,
  { answer, client, signal }: { answer: OfferAnswer; client: WhepClient; signal: AbortSignal },
): Promise<Evidence | undefined> {
  try {
    await pc.setRemoteDescription({ type: answer.kind === "answer" ? "answer" : "offer", sdp: answer.sdp });
    if (answer.kind === "answer") return undefined;
    await pc.setLocalDescription();
    await waitUntilGathered(pc, signal);
  } catch (error) {
    return { kind: "bad_answer", cause: error instanceof Error ? error.message : String(error), sessionId: answer.sessionId };
  }
  return client.patchAnswer(answer.sessionUrl ?? "", pc.localDescription?.sdp ?? "", signal);
}

/** An answer by PATCH cannot be trickled after. */
function waitUntilGathered(pc: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (pc.iceGatheringState === "complete" || signal.aborted) resolve();
    };
    pc.addEventListener("icegatheringstatechange", check, { signal });
    signal.addEventListener("abort", check, { once: true });
    check();
  });
}

function receivesVideo({ receiver, currentDirection }: RTCRtpTransceiver): boolean {
  return receiver.track.kind === "video" && (currentDirection === "recvonly" || currentDirection === "sendrecv");
}
