import { makeSdpFragment } from "./sdp-fragment.ts";
import type { LocalCandidate } from "./sdp-fragment.ts";
import type { PlayerPoolDeps } from "./types.ts";
import type { WhepClient } from "./whep-client.ts";

export interface TrickleTarget {
  sessionUrl: string;
  offer: string;
  patch: WhepClient["patchSession"];
  onSessionGone: () => void;
  /** Milliseconds since another stream started at the same server. */
  quietFor: () => number;
}

export interface Trickle {
  /** From the answer on: sends what has gathered, and what follows, one PATCH at a time. */
  sendTo(target: TrickleTarget): void;
  /** Sends nothing any more: once ICE has been restarted, a server would take the credentials of the offer for another restart. */
  end(): void;
}

/**
 * From the answer to the first PATCH, milliseconds. On a LAN the connection stands by then, by the server's candidates alone: a wall
 * that starts saves half of its requests. Elsewhere all that has gathered meanwhile goes out in one.
 */
const PAUSE = 300;
/** While others start, so many pauses: on a busy PC a connection takes longer to stand, and a request more slows all of them down. */
const MOST_PAUSES = 8;

/** Keeps local candidates until the session has an address, and sends them while it is not connected. */
export function createTrickle(pc: RTCPeerConnection, setTimeout: PlayerPoolDeps["setTimeout"]): Trickle {
  let waiting: LocalCandidate[] = [];
  let send = () => Promise.resolve();
  let hasEnded = false;
  const isOver = () => hasEnded || pc.connectionState === "connected" || pc.connectionState === "closed";

  pc.addEventListener("icecandidate", ({ candidate }) => {
    waiting.push(candidate && { candidate: candidate.candidate, sdpMid: candidate.sdpMid });
    void send();
  });

  return {
    end() {
      hasEnded = true;
    },
    sendTo({ sessionUrl, offer, patch, onSessionGone, quietFor }) {
      let sending = false;
      const sendWaiting = async () => {
        if (sending) return;
        sending = true;
        while (waiting.length > 0 && !isOver()) {
          const fragment = makeSdpFragment(offer, waiting);
          waiting = [];
          const { kind } = await patch(sessionUrl, fragment);
          if (kind === "gone" && pc.connectionState !== "closed") onSessionGone();
        }
        sending = false;
      };
      const pause = (pauses: number) =>
        setTimeout(() => {
          if (!isOver() && pauses < MOST_PAUSES && quietFor() < PAUSE) return pause(pauses + 1);
          send = sendWaiting;
          void send();
        }, PAUSE);
      pause(1);
    },
  };
}
