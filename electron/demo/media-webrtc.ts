/**
 * The part of @roamhq/wrtc that the media server uses. The library's own types re-export the browser's globals, which this folder does
 * not have, so they are stated here. It is loaded on demand: importing a native WebRTC stack has side effects.
 */
export interface WebRtc {
  RTCPeerConnection: new (configuration?: { bundlePolicy?: "max-bundle" }) => PeerConnection;
  nonstandard: { RTCVideoSource: new () => VideoSource; RTCAudioSource: new () => AudioSource };
}

export interface PeerConnection {
  readonly connectionState: "new" | "connecting" | "connected" | "disconnected" | "failed" | "closed";
  onconnectionstatechange: (() => void) | null;
  /** Called with null when all candidates are gathered. */
  onicecandidate: ((event: { candidate: { candidate: string } | null }) => void) | null;
  addTrack(track: MediaTrack): void;
  getReceivers(): { readonly transport: { readonly state: string } | null }[];
  setRemoteDescription(description: { type: "offer"; sdp: string }): Promise<void>;
  createAnswer(): Promise<{ type: "answer"; sdp: string }>;
  setLocalDescription(description: { type: "answer"; sdp: string }): Promise<void>;
  close(): void;
}

export interface VideoSource {
  createTrack(): MediaTrack;
  /** Copies the frame: the caller may draw the next one into the same bytes. */
  onFrame(frame: VideoFrame): void;
}

/** An I420 frame: the luma plane, then two chroma planes of half its width and height. */
export interface VideoFrame {
  width: number;
  height: number;
  data: Uint8Array;
}

export interface AudioSource {
  createTrack(): MediaTrack;
  /** 10 ms of sound. */
  onData(data: { samples: Int16Array; sampleRate: number; bitsPerSample: 16; channelCount: 1; numberOfFrames: number }): void;
}

export interface MediaTrack {
  stop(): void;
}

export async function loadWebRtc(): Promise<WebRtc> {
  const module = (await import("@roamhq/wrtc")) as unknown as { default: WebRtc };
  return module.default;
}
