import { GATHERING_TIMEOUT } from "./deadlines.ts";
import { listCandidates, makeSdpFragment, readRestart } from "./sdp-fragment.ts";
import type { Trickle } from "./trickle.ts";
import { waitUntilGathered } from "./wait-until-gathered.ts";
import type { WhepClient } from "./whep-client.ts";

/** `restarted`: both ends look for another way. `gone`: the server knows the session no longer. Else all is as before. */
export type RestartOutcome = "restarted" | "refused" | "unanswered" | "gone";

export interface RestartIceOptions {
  pc: RTCPeerConnection;
  trickle: Trickle;
  client: WhepClient;
  sessionUrl: string;
  /** Ends it: all is as before, unless the server has just restarted. */
  signal: AbortSignal;
  /** The server is there and knows the session: this may help. */
  onKnown: () => void;
}

/**
 * Gives the session's packets another way (RFC 9725, 4.3.2): the same session, the same tracks, and no picture that goes black. The server is
 * asked first whether it still knows the session, which changes nothing: a network that is cut may deliver a request long after it was given
 * up, and a restart then would end a session that has healed. Never rejects.
 */
export async function restartIce({ pc, trickle, client, sessionUrl, signal, onKnown }: RestartIceOptions): Promise<RestartOutcome> {
  const known = await client.patchSession(sessionUrl, makeSdpFragment(pc.localDescription?.sdp ?? "", []), { signal });
  if (known.kind !== "taken") return known.kind === "gone" || known.kind === "unanswered" ? known.kind : "refused";
  onKnown();
  try {
    trickle.end();
    await pc.setLocalDescription(await pc.createOffer({ iceRestart: true }));
    await waitUntilGathered(pc, AbortSignal.any([signal, AbortSignal.timeout(GATHERING_TIMEOUT)]));
    const { sdp = "" } = pc.localDescription ?? {};
    const answer = await client.patchSession(sessionUrl, makeSdpFragment(sdp, listCandidates(sdp)), { signal, isRestart: true });
    const restarted = answer.kind === "restarted" ? readRestart(pc.remoteDescription?.sdp ?? "", answer.fragment) : undefined;
    if (restarted === undefined) {
      await pc.setLocalDescription({ type: "rollback" });
      return answer.kind === "gone" ? "gone" : "refused";
    }
    await pc.setRemoteDescription({ type: "answer", sdp: restarted });
    return "restarted";
  } catch {
    // The connection was closed meanwhile, or the server's answer is none: the next step is another session.
    return "refused";
  }
}
