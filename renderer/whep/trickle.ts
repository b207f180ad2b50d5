import { makeSdpFragment } from "./sdp-fragment.ts";
import type { LocalCandidate } from "./sdp-fragment.ts";

export interface TrickleOptions {
  signal: AbortSignal;
  /** False when the server knows the session no longer. */
  patch: (sessionUrl: string, fragment: string) => Promise<boolean>;
}

export interface Trickle {
  /** From the answer on: sends what has gathered, and what follows, one PATCH at a time. */
  sendTo(sessionUrl: string, options: { offer: string; onSessionGone: () => void }): void;
}

/** Keeps local candidates until the session has an address. On a LAN nobody waits for gathering: MediaMTX mostly finds us without them. */
export function createTrickle(pc: RTCPeerConnection, { signal, patch }: TrickleOptions): Trickle {
  let waiting: LocalCandidate[] = [];
  let target: { sessionUrl: string; offer: string; onSessionGone: () => void } | undefined;
  let sending = false;

  const send = async () => {
    if (!target || sending) return;
    sending = true;
    while (waiting.length > 0 && !signal.aborted && pc.connectionState !== "connected") {
      const fragment = makeSdpFragment(target.offer, waiting);
      waiting = [];
      const known = await patch(target.sessionUrl, fragment);
      if (!known && !signal.aborted) target.onSessionGone();
    }
    sending = false;
  };

  pc.addEventListener(
    "icecandidate",
    ({ candidate }) => {
      waiting.push(candidate && { candidate: candidate.candidate, sdpMid: candidate.sdpMid });
      void send();
    },
    { signal },
  );

  return {
    sendTo(sessionUrl, options) {
      target = { sessionUrl, ...options };
      void send();
    },
  };
}
