import { expect, test } from "vitest";
import { createLiveStream } from "../../../electron/demo/media-live-stream.ts";
import { loadWebRtc } from "../../../electron/demo/media-webrtc.ts";
import type { PeerConnection, WebRtc } from "../../../electron/demo/media-webrtc.ts";

/** Of the library's connections the first ones find no address; all else is real. */
function finding(none: number, webRtc: WebRtc): WebRtc {
  let made = 0;
  const RTCPeerConnection = function (configuration: { bundlePolicy?: "max-bundle" }): PeerConnection {
    const connection = new webRtc.RTCPeerConnection(configuration);
    if (made++ < none) connection.setLocalDescription = async () => connection.onicecandidate?.({ candidate: null });
    return connection;
  } as unknown as WebRtc["RTCPeerConnection"];
  return { RTCPeerConnection, nonstandard: webRtc.nonstandard };
}

async function makeOffer({ RTCPeerConnection }: WebRtc): Promise<string> {
  const reader = new RTCPeerConnection() as unknown as {
    addTransceiver(kind: "video", how: { direction: "recvonly" }): void;
    createOffer(): Promise<{ sdp: string }>;
    close(): void;
  };
  reader.addTransceiver("video", { direction: "recvonly" });
  const { sdp } = await reader.createOffer();
  reader.close();
  return sdp;
}

const video = { width: 160, height: 90, framesPerSecond: 5 };
const reader = { remoteAddress: "127.0.0.1:1", userAgent: "" };

test("a connection that finds no address gives way to another one, once", async () => {
  const webRtc = await loadWebRtc();
  const offer = await makeOffer(webRtc);
  const open = (none: number) =>
    createLiveStream({
      webRtc: finding(none, webRtc),
      name: "demo-1",
      index: 0,
      video,
      hasSound: false,
      networkUp: () => true,
      log: () => undefined,
    });
  const stream = open(1);
  expect((await stream.addReader(offer, reader)).answer).toMatch(/^a=candidate:.+ 127\.0\.0\.1 /m);
  expect(stream.readers()).toHaveLength(1);
  await stream.close();
  const without = open(2);
  await expect(without.addReader(offer, reader)).rejects.toThrow("this machine has no IPv4 address");
  expect(without.readers()).toEqual([]);
  await without.close();
});
