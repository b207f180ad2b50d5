import type { MediaStatistics } from "../../shared/record.ts";
import type { Evidence } from "./classify-failure.ts";
import { watchConnection } from "./connection-watch.ts";
import { readMediaCounters } from "./media-counters.ts";
import type { MediaCounters, StatsEntry, StatsPlaces } from "./media-counters.ts";
import { readMediaPath } from "./media-path.ts";
import type { MediaPath } from "./media-path.ts";
import { namesVideoTrack } from "./names-video-track.ts";
import { restartIce } from "./restart-ice.ts";
import type { RestartIceOptions, RestartOutcome } from "./restart-ice.ts";
import { waitUntilGathered } from "./wait-until-gathered.ts";
import { TIMED_OUT } from "./whep-client.ts";
import type { OfferAnswer, WhepClient } from "./whep-client.ts";
import type { WhepOffer } from "./whep-offer.ts";

/** A session that the server has answered with 201, and whose answer is applied. */
export interface WhepSession {
  media: MediaStream;
  id: string | undefined;
  /** The same tracks as another stream: whoever shows it begins anew. */
  renewMedia(): MediaStream;
  /** The server has given it an address: its ICE can be restarted. */
  hasAddress: boolean;
  /** Looks for another way of the packets; see restart-ice.ts. Without an address: refused. */
  restartIce(options: Pick<RestartIceOptions, "signal" | "onKnown">): Promise<RestartOutcome>;
  readCounters(): Promise<MediaCounters>;
  readPath(): Promise<MediaPath | undefined>;
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
  offer: WhepOffer;
  client: WhepClient;
  /** Ends the start, not the session. */
  signal: AbortSignal;
  /** The server has taken the offer; reading its answer and applying it is between Chromium and us. */
  onTaken: () => void;
  /** Milliseconds since another stream started at the same server. */
  quietFor: () => number;
}

export type OpenedSession = { kind: "open"; session: WhepSession; iceServers: RTCIceServer[] } | Evidence;

/** The server names ICE servers, and the offer's candidates were gathered without any. */
export interface IceServersNamed {
  kind: "ice_servers";
  iceServers: RTCIceServer[];
}

/** Sends an offer, and applies the answer. Whatever fails leaves neither the connection nor a session at the server behind. Never rejects. */
export async function openWhepSession(options: OpenSessionOptions): Promise<OpenedSession | IceServersNamed> {
  const { offer, client, signal, onTaken, quietFor } = options;
  const { pc, channel, trickle } = offer;
  let answer: OfferAnswer | undefined;
  const controller = new AbortController();
  const close: WhepSession["close"] = async ({ atServer }) => {
    if (controller.signal.aborted) return;
    controller.abort();
    pc.close();
    if (atServer && answer?.sessionUrl) await client.deleteSession(answer.sessionUrl);
  };
  const fail = <E extends Evidence | IceServersNamed>(evidence: E): E => {
    void close({ atServer: true });
    return evidence;
  };

  try {
    let media: MediaStream | undefined;
    pc.addEventListener("track", ({ track, streams }) => (media ??= streams[0] ?? new MediaStream([track])), { signal: controller.signal });
    const isOfferInVain = (named: RTCIceServer[]) => named.length > 0 && offer.iceServers.length === 0;
    const answered = await client.postOffer(offer.sdp, { signal, onTaken: (named) => isOfferInVain(named) || onTaken() });
    if (!("sdp" in answered)) return fail(answered);
    answer = answered;
    const { iceServers } = answer;
    if (isOfferInVain(iceServers)) return fail({ kind: "ice_servers", iceServers });
    const refusal = await applyAnswer(pc, { answer, client, signal });
    if (refusal) return fail(refusal);
    if (!media || !namesVideoTrack(answer.sdp) || !pc.getTransceivers().some(receivesVideo))
      return fail({ kind: "no_video", sessionId: answer.sessionId });
    if (signal.aborted) return fail({ kind: "no_answer", timedOut: signal.reason === TIMED_OUT, cause: "given up" });

    const { sessionUrl } = answer;
    // What answered a counter-offer by PATCH has no offer of ours to go on from.
    const ownOffer = answer.kind === "answer" && sessionUrl !== undefined;
    const places: StatsPlaces = {};
    const session: WhepSession = {
      media,
      id: answer.sessionId,
      renewMedia: () => (session.media = new MediaStream(session.media.getTracks())),
      hasAddress: ownOffer,
      async restartIce({ signal: given, onKnown }) {
        if (!ownOffer) return "refused";
        return restartIce({ pc, trickle, client, sessionUrl, signal: AbortSignal.any([given, controller.signal]), onKnown });
      },
      readCounters: async () => readMediaCounters(await readStats(pc), places),
      readPath: async () => readMediaPath(await readStats(pc)),
      transportStates: () => ({
        connectionState: pc.connectionState,
        iceConnectionState: pc.iceConnectionState,
        dtlsState: pc.getReceivers()[0]?.transport?.state,
      }),
      watch(listener) {
        watchConnection(pc, { channel, signal: controller.signal, ...listener });
        const onSessionGone = () => listener.onEnded({ kind: "session_gone" });
        if (ownOffer) trickle.sendTo({ sessionUrl, offer: offer.sdp, patch: client.patchSession, onSessionGone, quietFor });
      },
      close,
    };
    return { kind: "open", session, iceServers };
  } catch (error) {
    return fail({ kind: "script", cause: String(error) });
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
    await waitUntilGathered(pc, signal); // an answer by PATCH cannot be trickled after
  } catch (error) {
    return { kind: "bad_answer", cause: error instanceof Error ? error.message : String(error), sessionId: answer.sessionId };
  }
  return client.patchAnswer(answer.sessionUrl ?? "", pc.localDescription?.sdp ?? "", signal);
}

async function readStats(pc: RTCPeerConnection): Promise<ReadonlyMap<string, StatsEntry>> {
  return (await pc.getStats()) as unknown as ReadonlyMap<string, StatsEntry>;
}

function receivesVideo({ receiver, currentDirection }: RTCRtpTransceiver): boolean {
  return receiver.track.kind === "video" && (currentDirection === "recvonly" || currentDirection === "sendrecv");
}
