import type { PlayerPoolDeps } from "./types.ts";

/** A peer connection that has made its offer, and waits for an answer. */
export interface WhepOffer {
  pc: RTCPeerConnection;
  sdp: string;
  /** Negotiated, not announced in band: MediaMTX closes it when it ends the session, one of the other kind right after it has opened. */
  channel: RTCDataChannel;
}

export const PEER_CONFIGURATION: RTCConfiguration = { bundlePolicy: "max-bundle" };

/**
 * Rejects when Chromium makes no connection. The offer is not set: candidates gather from then on, and thus with the ICE servers that
 * the answer names. A question for them before it (OPTIONS) would cost each start another way to the server.
 */
export async function makeWhepOffer({ createPeerConnection }: Pick<PlayerPoolDeps, "createPeerConnection">): Promise<WhepOffer> {
  const pc = createPeerConnection(PEER_CONFIGURATION);
  try {
    // No audio: nobody hears it on a wall, and MediaMTX answers an offer without it.
    pc.addTransceiver("video", { direction: "recvonly" });
    const channel = pc.createDataChannel("", { negotiated: true, id: 1 });
    return { pc, channel, sdp: (await pc.createOffer()).sdp ?? "" };
  } catch (error) {
    pc.close();
    throw error;
  }
}
