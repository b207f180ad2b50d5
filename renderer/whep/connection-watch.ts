import type { Evidence } from "./classify-failure.ts";

export interface ConnectionWatchOptions {
  /** Negotiated out of band (`negotiated: true`): MediaMTX closes a channel opened in band in every healthy session. */
  channel: RTCDataChannel;
  /** Ends the watch. */
  signal: AbortSignal;
  onConnected: () => void;
  /** May be called again: `failed` is not final in Chromium, and several transports close together. */
  onEnded: (evidence: Evidence) => void;
}

/**
 * Watches the transports beneath a peer connection. When the far side ends a session, Chromium's connectionState stays `connected`
 * for 15 s; its DTLS transport says `closed` within 60 ms. `disconnected` is not acted on: it often heals by itself.
 */
export function watchConnection(pc: RTCPeerConnection, { channel, signal, onConnected, onEnded }: ConnectionWatchOptions): void {
  const checkConnection = () => {
    if (pc.connectionState === "connected") onConnected();
    if (pc.connectionState === "failed") onEnded({ kind: "ice_failed" });
  };
  pc.addEventListener("connectionstatechange", checkConnection, { signal });

  for (const transport of new Set(pc.getReceivers().map((receiver) => receiver.transport))) {
    const checkTransport = () => {
      if (transport?.state === "closed") onEnded({ kind: "closed_by_server", transport: "DTLS" });
    };
    transport?.addEventListener("statechange", checkTransport, { signal });
    checkTransport();
  }

  // A server without data channels refuses this one at once: only a channel that was open can tell that the session has ended.
  const watchClose = () =>
    channel.addEventListener("close", () => onEnded({ kind: "closed_by_server", transport: "SCTP" }), { signal, once: true });
  if (channel.readyState === "open") watchClose();
  else channel.addEventListener("open", watchClose, { signal, once: true });

  checkConnection();
}
