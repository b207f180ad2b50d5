import { createTrickle } from "./trickle.ts";
import type { Trickle } from "./trickle.ts";
import type { PlayerPoolDeps } from "./types.ts";

/** A peer connection that has made its offer, gathers its candidates, and waits for an answer. */
export interface WhepOffer {
  pc: RTCPeerConnection;
  sdp: string;
  /**
   * Negotiated, not announced in band: MediaMTX closes it when it ends the session, one of the other kind right after it has opened. Of 192
   * sessions that were ended in four ways Chromium noticed all within 80 ms with it, and 144 without: then DTLS often says no goodbye.
   */
  channel: RTCDataChannel;
  trickle: Trickle;
  /** With which its candidates are gathered. */
  iceServers: readonly RTCIceServer[];
}

/**
 * A peer connection before its offer. It holds no port, and nothing of it ages: what costs the page's thread most of a start (10 ms) can be
 * done long before.
 */
export type PreparedConnection = Pick<WhepOffer, "pc" | "channel">;

/** Throws when Chromium makes none. */
export function prepareConnection({ createPeerConnection }: Pick<PlayerPoolDeps, "createPeerConnection">): PreparedConnection {
  const pc = createPeerConnection({ bundlePolicy: "max-bundle" });
  try {
    // No audio: nobody hears it on a wall, and MediaMTX answers an offer without it.
    pc.addTransceiver("video", { direction: "recvonly" });
    return { pc, channel: pc.createDataChannel("", { negotiated: true, id: 1 }) };
  } catch (error) {
    pc.close();
    throw error;
  }
}

/** Rejects when Chromium makes no offer. */
export async function makeWhepOffer(
  { pc, channel }: PreparedConnection,
  { setTimeout }: Pick<PlayerPoolDeps, "setTimeout">,
  iceServers: RTCIceServer[] = [],
): Promise<WhepOffer> {
  try {
    if (iceServers.length > 0) setIceServers(pc, iceServers);
    const trickle = createTrickle(pc, setTimeout);
    await pc.setLocalDescription();
    const { sdp = "" } = pc.localDescription ?? {};
    return { pc, sdp, channel, trickle, iceServers };
  } catch (error) {
    pc.close();
    throw error;
  }
}

function setIceServers(pc: RTCPeerConnection, iceServers: RTCIceServer[]): void {
  try {
    pc.setConfiguration({ ...pc.getConfiguration(), iceServers });
  } catch {
    // A list that Chromium cannot read must not cost the picture: on a LAN nobody needs it.
  }
}
