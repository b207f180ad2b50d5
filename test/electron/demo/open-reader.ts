import { makeSdpFragment, readRestart } from "../../../renderer/whep/sdp-fragment.ts";
import { loadWebRtc } from "../../../electron/demo/media-webrtc.ts";

interface ReaderLibrary {
  RTCPeerConnection: typeof RTCPeerConnection;
  nonstandard: { RTCVideoSink: new (track: MediaStreamTrack) => VideoSink };
}
interface VideoSink {
  onframe: ((event: { frame: { width: number; height: number; data: Uint8Array } }) => void) | null;
  stop(): void;
}

/** A real WHEP reader on the same WebRTC library that Chromium is built on. */
export interface Reader {
  response: Response;
  /** `ID` of the answer. */
  id: string;
  sessionUrl: string;
  /** Of the last frame. */
  luma(): Uint8Array | undefined;
  size(): string | undefined;
  frames(): number;
  connectionState(): RTCPeerConnectionState;
  dtlsState(): RTCDtlsTransportState | undefined;
  statistics(): Promise<{ packetsReceived: number; framesDecoded: number; framesDropped: number; nackCount: number }>;
  /** Asks for another way of the packets by PATCH, and takes the answer where there is one. */
  restartIce(): Promise<Response>;
  /** Leaves as a page does that closes its peer connection, without a DELETE. */
  close(): void;
}

export async function makeOffer(kind: "video" | "audio" = "video"): Promise<string> {
  const connection = new (await loadLibrary()).RTCPeerConnection();
  connection.addTransceiver(kind, { direction: "recvonly" });
  const { sdp = "" } = await connection.createOffer();
  connection.close();
  return sdp;
}

/** Sends an offer and, when it is answered with 201, connects. */
export async function openReader(url: string): Promise<Reader> {
  const { RTCPeerConnection, nonstandard } = await loadLibrary();
  const connection = new RTCPeerConnection();
  const { receiver } = connection.addTransceiver("video", { direction: "recvonly" });
  const sink = new nonstandard.RTCVideoSink(receiver.track);
  let frames = 0;
  let last: { width: number; height: number; data: Uint8Array } | undefined;
  sink.onframe = ({ frame }) => {
    frames += 1;
    last = { ...frame, data: frame.data.slice(0, frame.width * frame.height) };
  };
  const offer = await connection.createOffer();
  await connection.setLocalDescription(offer);
  const response = await postOffer(url, offer.sdp ?? "");
  const sdp = await response.clone().text();
  if (response.status === 201) await connection.setRemoteDescription({ type: "answer", sdp });
  return {
    response,
    id: response.headers.get("ID") ?? "",
    sessionUrl: new URL(response.headers.get("Location") ?? "", url).href,
    luma: () => last?.data,
    size: () => last && `${last.width}x${last.height}`,
    frames: () => frames,
    connectionState: () => connection.connectionState,
    dtlsState: () => receiver.transport?.state,
    statistics: async () => {
      const report = [...(await connection.getStats()).values()].find(({ type, kind }) => type === "inbound-rtp" && kind === "video");
      return { packetsReceived: 0, framesDecoded: 0, framesDropped: 0, nackCount: 0, ...report };
    },
    async restartIce() {
      const restart = await connection.createOffer({ iceRestart: true });
      const fragment = makeSdpFragment(restart.sdp ?? "", []);
      const headers = { "Content-Type": "application/trickle-ice-sdpfrag" };
      const patched = await fetch(new URL(response.headers.get("Location") ?? "", url), { method: "PATCH", headers, body: fragment });
      const answer = readRestart(sdp, await patched.clone().text());
      if (answer === undefined) return patched;
      await connection.setLocalDescription(restart);
      await connection.setRemoteDescription({ type: "answer", sdp: answer });
      return patched;
    },
    close: () => {
      sink.stop();
      connection.close();
    },
  };
}

export async function postOffer(url: string, sdp: string, { headers, ...more }: PostOptions = {}): Promise<Response> {
  return fetch(url, { method: "POST", headers: { "Content-Type": "application/sdp", ...headers }, body: sdp, ...more });
}

interface PostOptions {
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function loadLibrary(): Promise<ReaderLibrary> {
  return (await loadWebRtc()) as unknown as ReaderLibrary;
}
