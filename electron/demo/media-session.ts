import { networkInterfaces } from "node:os";
import type { StreamFault } from "./media-faults.ts";
import { createPacketFilter, isRtcp, isRtp } from "./media-packets.ts";
import { createMediaRelay } from "./media-relay.ts";
import type { Endpoint, MediaRelay } from "./media-relay.ts";
import { makeRestartFragment, readCredentials, withCredentials } from "./media-restart.ts";
import { parseCandidate, prepareOffer, readRtpVideo, withEndpoints } from "./media-sdp.ts";
import type { MediaTrack, PeerConnection, WebRtc } from "./media-webrtc.ts";

/** MediaMTX's webrtcHandshakeTimeout, milliseconds: a session that has not connected by then is dropped. */
const HANDSHAKE_TIMEOUT = 10_000;
/** Milliseconds that a session stays after ICE has failed: with libwebrtc's own 15 s, MediaMTX keeps a vanished reader for 30 s. */
const AFTER_FAILED = 15_000;
/**
 * The library fires no event when the reader has closed a DTLS transport, and not always one when a connection fails: the states are looked
 * at so often, in milliseconds.
 */
const STATE_CHECK = 200;

export interface MediaSession {
  /** The whole answer: MediaMTX does not trickle. */
  answer: string;
  /**
   * Takes a reader's ICE fragment. Other credentials than its last ones are a restart, whose fragment for the reader is the answer; candidates
   * alone need none: readers reach the server, and the server answers where they come from. Rejects when it cannot be done.
   */
  patch(fragment: string): Promise<string | undefined>;
  /** Nothing passes any more on the way that its packets take, as when an address or a port goes; a restart finds another one. */
  losePath(): void;
  state(): PeerConnection["connectionState"];
  /** UDP packets that have left for the reader. */
  packetsSent(): number;
  /** Whether it has ever been connected. */
  established(): boolean;
  /** What the server has sent, as it counts itself: it does not know what the network loses. */
  sent(): Readonly<SentCounts>;
  /**
   * `goodbye`: with a DTLS close_notify, as MediaMTX ends a session; without it as if the process or the cable were gone. Takes effect at
   * once and resolves when the goodbye has left.
   */
  close(how: { goodbye: boolean }): Promise<void>;
}

export interface SentCounts {
  bytes: number;
  rtpPackets: number;
  rtcpPackets: number;
}

export interface MediaSessionOptions {
  webRtc: WebRtc;
  offer: string;
  track: MediaTrack;
  /** Of a path with sound, for readers who ask for it. */
  soundTrack?: MediaTrack | undefined;
  kilobitsPerSecond: number;
  fault: () => StreamFault | undefined;
  onConnected: () => void;
  /** Once, whoever ended it. */
  onClosed: () => void;
}

/** The library has found none of this machine's addresses. On an overloaded PC it does so once in thousands of connections; another one has them. */
export class NoAddressError extends Error {
  override message = "this machine has no IPv4 address";
}

/** One reader: a peer connection behind a relay. Rejects when the offer cannot be used, with words for the reader. */
export async function createMediaSession(options: MediaSessionOptions): Promise<MediaSession> {
  const { fault } = options;
  const offer = prepareOffer(options.offer, options.kilobitsPerSecond);
  const connection = new options.webRtc.RTCPeerConnection({ bundlePolicy: "max-bundle" });
  let relay: MediaRelay | undefined;
  let packetsSent = 0;
  const sent: SentCounts = { bytes: 0, rtpPackets: 0, rtcpPackets: 0 };
  let closed = false;

  const close: MediaSession["close"] = async ({ goodbye }) => {
    if (closed) return;
    closed = true;
    clearTimeout(deadline);
    clearInterval(watch);
    if (!goodbye) relay?.close();
    connection.onconnectionstatechange = null;
    connection.close();
    options.onClosed();
    if (goodbye) await relay?.closeAfterGoodbye();
  };
  const closeAfter = (milliseconds: number): NodeJS.Timeout => setTimeout(() => void close({ goodbye: true }), milliseconds);
  let deadline = closeAfter(HANDSHAKE_TIMEOUT);
  let watch: NodeJS.Timeout | undefined;
  let connectedBefore = false;

  let known: PeerConnection["connectionState"] = "new";
  const followState = (): void => {
    const state = connection.connectionState;
    if (state === known) return;
    known = state;
    if (state !== "connected" && state !== "failed") return;
    clearTimeout(deadline);
    if (state === "failed") deadline = closeAfter(AFTER_FAILED);
    // A network that returns revives a session.
    else if (!connectedBefore) {
      connectedBefore = true;
      options.onConnected();
    }
  };
  connection.onconnectionstatechange = followState;

  let isSending = false;
  /** The library waits at other ports after a restart, so the relay before it is another one, too. */
  const answerOffer = async (sdp: string): Promise<string> => {
    await connection.setRemoteDescription({ type: "offer", sdp });
    if (!isSending && fault()?.fault !== "no_video") connection.addTrack(options.track);
    if (!isSending && options.soundTrack && /^m=audio/m.test(sdp)) connection.addTrack(options.soundTrack);
    isSending = true;
    // Never `connection.localDescription`: while candidates are gathered, reading it can crash the process.
    const answer = await connection.createAnswer();
    const gathered = gatherEndpoints(connection);
    await connection.setLocalDescription(answer);
    const own = await gathered;
    const target = own.find(({ address }) => address === "127.0.0.1") ?? own[0];
    if (!target) throw new NoAddressError();
    const passes = createPacketFilter({ fault, video: readRtpVideo(answer.sdp), random: Math.random });
    const before = relay;
    relay = await createMediaRelay({
      addresses: own.map(({ address }) => address),
      target,
      passes(packet, direction) {
        if (direction === "toReader") countSent(sent, packet);
        if (!passes(packet, direction)) return false;
        if (direction === "toReader") packetsSent += 1;
        return true;
      },
    });
    before?.close();
    if (closed) relay.close();
    return withEndpoints(answer.sdp, fault()?.fault === "no_candidates" ? [] : relay.endpoints);
  };
  let credentials = readCredentials(offer);

  try {
    const answer = await answerOffer(offer);
    const transport = connection.getReceivers()[0]?.transport;
    if (!closed) watch = setInterval(() => (transport?.state === "closed" ? void close({ goodbye: true }) : followState()), STATE_CHECK);
    return {
      answer,
      async patch(fragment) {
        const next = readCredentials(fragment);
        if (!next || next.ufrag === credentials?.ufrag) return undefined;
        const restarted = await answerOffer(withCredentials(offer, next));
        credentials = next;
        return makeRestartFragment(restarted);
      },
      losePath: () => relay?.close(),
      state: () => connection.connectionState,
      packetsSent: () => packetsSent,
      established: () => connectedBefore,
      sent: () => sent,
      close,
    };
  } catch (error) {
    void close({ goodbye: false });
    throw error;
  }
}

function countSent(sent: SentCounts, packet: Buffer): void {
  sent.bytes += packet.length;
  if (isRtp(packet)) sent.rtpPackets += 1;
  else if (isRtcp(packet)) sent.rtcpPackets += 1;
}

/**
 * Resolves with the addresses at which the library itself waits: when each of this machine's has one, for it then looks for others for
 * a further 100 ms, and MediaMTX answers in a few; at the latest when it has found all.
 */
function gatherEndpoints(connection: PeerConnection): Promise<Endpoint[]> {
  const missing = new Set(
    Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .flatMap(({ family, address }) => (family === "IPv4" ? [address] : [])),
  );
  return new Promise((resolve) => {
    const endpoints: Endpoint[] = [];
    connection.onicecandidate = ({ candidate }) => {
      const endpoint = candidate ? parseCandidate(candidate.candidate) : undefined;
      if (endpoint) {
        endpoints.push(endpoint);
        missing.delete(endpoint.address);
      }
      if (!candidate || missing.size === 0) resolve(endpoints);
    };
  });
}
