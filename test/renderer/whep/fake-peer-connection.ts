/** A peer connection that does what a test says, with the events that Chromium was seen to fire; for timelines of the player only. */
export interface FakePeerConnection extends EventTarget {
  connectionState: RTCPeerConnectionState;
  iceConnectionState: RTCIceConnectionState;
  closed: boolean;
  iceServers: RTCIceServer[];
  setConfiguration(configuration: RTCConfiguration): void;
  /** A server has answered its offer. */
  answered: boolean;
  connect(): void;
  /** Finds one more candidate, as with a STUN server that answers late. */
  gather(): void;
  disconnect(): void;
  fail(): void;
  /** The far side says goodbye: the DTLS transport closes, connectionState stays. */
  closeDtls(): void;
  /** Frames and packets that each getStats() finds more than the last one. */
  perSecond: { frames: number; packets: number; dropped: number };
  /** Descriptions that were set after the first offer and answer, in order. */
  later: string[];
}

/** Node has none; a session makes another one of the same tracks. */
class FakeMediaStream {
  id = "media";
  getTracks = () => [];
}
globalThis.MediaStream ??= FakeMediaStream as unknown as typeof MediaStream;

export function createFakePeerConnection({ iceServers = [] }: RTCConfiguration = {}): FakePeerConnection {
  const dtls = Object.assign(new EventTarget(), { state: "connected" });
  const receiver = { transport: dtls, track: { kind: "video" } };
  const totals = { framesDecoded: 0, packetsReceived: 0, framesDropped: 0, timestamp: 0 };
  const become = (state: RTCPeerConnectionState) => {
    pc.connectionState = state;
    pc.dispatchEvent(new Event("connectionstatechange"));
  };
  const pc = Object.assign(new EventTarget(), {
    connectionState: "new" as RTCPeerConnectionState,
    iceConnectionState: "new" as RTCIceConnectionState,
    closed: false,
    iceServers,
    getConfiguration: (): RTCConfiguration => ({ iceServers: pc.iceServers }),
    setConfiguration(configuration: RTCConfiguration) {
      pc.iceServers = configuration.iceServers ?? [];
    },
    answered: false,
    perSecond: { frames: 0, packets: 0, dropped: 0 },
    connect() {
      become("connected");
      pc.perSecond = { frames: 25, packets: 60, dropped: 0 };
    },
    gather() {
      pc.dispatchEvent(
        Object.assign(new Event("icecandidate"), { candidate: { candidate: "candidate:1 1 udp 1 127.0.0.1 5 typ srflx", sdpMid: "0" } }),
      );
    },
    disconnect: () => become("disconnected"),
    fail: () => become("failed"),
    closeDtls() {
      dtls.state = "closed";
      dtls.dispatchEvent(new Event("statechange"));
    },

    addTransceiver: () => undefined,
    createDataChannel: () => Object.assign(new EventTarget(), { readyState: "connecting" }),
    iceGatheringState: "complete",
    later: [] as string[],
    createOffer: async () => ({ type: "offer", sdp: offerWith("restart") }),
    async setLocalDescription(description?: RTCSessionDescriptionInit) {
      if (!description) return;
      pc.later.push(description.type);
      pc.localDescription = { type: "offer", sdp: description.type === "rollback" ? offerWith("first") : (description.sdp ?? "") };
    },
    localDescription: { type: "offer", sdp: offerWith("first") },
    remoteDescription: undefined as RTCSessionDescriptionInit | undefined,
    async setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit) {
      if (pc.answered) pc.later.push(type);
      if (pc.answered) return void (pc.remoteDescription = { type, sdp });
      pc.answered = true;
      pc.remoteDescription = { type, sdp };
      if (sdp === "garbage") throw new DOMException("Failed to parse SessionDescription", "OperationError");
      pc.dispatchEvent(Object.assign(new Event("track"), { track: receiver.track, streams: [new FakeMediaStream()] }));
    },
    getTransceivers: () => [{ receiver, currentDirection: "recvonly" }],
    getReceivers: () => [receiver],
    async getStats() {
      const { frames, packets, dropped } = pc.perSecond;
      totals.framesDecoded += frames;
      totals.packetsReceived += packets;
      totals.framesDropped += dropped;
      totals.timestamp += 1_000;
      return new Map([["v", { id: "v", type: "inbound-rtp", kind: "video", ...totals }]]);
    },
    close() {
      pc.closed = true;
      pc.connectionState = "closed";
    },
  });
  return pc;
}

function offerWith(ufrag: string): string {
  return `v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=ice-ufrag:${ufrag}\r\na=ice-pwd:p\r\na=mid:0\r\n`;
}
