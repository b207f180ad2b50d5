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

/** Rejects when Chromium makes no connection. */
export async function makeWhepOffer(
  { createPeerConnection, setTimeout }: Pick<PlayerPoolDeps, "createPeerConnection" | "setTimeout">,
  iceServers: RTCIceServer[] = [],
): Promise<WhepOffer> {
  const pc = createConnection(createPeerConnection, iceServers);
  try {
    // No audio: nobody hears it on a wall, and MediaMTX answers an offer without it.
    pc.addTransceiver("video", { direction: "recvonly" });
    const channel = pc.createDataChannel("", { negotiated: true, id: 1 });
    const trickle = createTrickle(pc, setTimeout);
    await pc.setLocalDescription();
    const { sdp = "" } = pc.localDescription ?? {};
    return { pc, sdp, channel, trickle, iceServers };
  } catch (error) {
    pc.close();
    throw error;
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
