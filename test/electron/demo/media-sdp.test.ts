import { describe, expect, test } from "vitest";
import { parseCandidate, prepareOffer, readRtpVideo, withEndpoints } from "../../../electron/demo/media-sdp.ts";
import { makeOffer } from "./open-reader.ts";

const OFFER = `v=0\r
o=- 1 2 IN IP4 127.0.0.1\r
s=-\r
t=0 0\r
m=audio 9 UDP/TLS/RTP/SAVPF 111\r
a=candidate:1 1 udp 1 192.0.2.9 5000 typ host\r
a=rtpmap:111 opus/48000/2\r
m=video 9 UDP/TLS/RTP/SAVPF 102 96 97 103\r
a=end-of-candidates\r
a=rtpmap:102 H264/90000\r
a=rtpmap:96 VP8/90000\r
a=rtcp-fb:96 nack pli\r
a=rtpmap:97 rtx/90000\r
a=fmtp:97 apt=96\r
a=rtpmap:103 rtx/90000\r
a=fmtp:103 apt=102\r
`;

describe("An offer for the WebRTC library", () => {
  test("keeps VP8 with its retransmissions at a steady rate, other media, and no candidate", () => {
    expect(prepareOffer(OFFER, 300)).toBe(`v=0\r
o=- 1 2 IN IP4 127.0.0.1\r
s=-\r
t=0 0\r
m=audio 9 UDP/TLS/RTP/SAVPF 111\r
a=rtpmap:111 opus/48000/2\r
m=video 9 UDP/TLS/RTP/SAVPF 96 97\r
a=rtpmap:96 VP8/90000\r
a=fmtp:96 x-google-start-bitrate=300;x-google-min-bitrate=300;x-google-max-bitrate=300\r
a=rtcp-fb:96 nack pli\r
a=rtpmap:97 rtx/90000\r
a=fmtp:97 apt=96\r
`);
  });

  test("may end its lines with LF alone", () => {
    expect(prepareOffer(OFFER.replaceAll("\r\n", "\n"), 300)).toBe(prepareOffer(OFFER, 300));
  });

  test.each([
    ["", "SetRemoteDescription called with no ice-ufrag"],
    ["hello", "failed to unmarshal SDP"],
    [OFFER.replace("VP8", "VP9"), "codecs not supported by client"],
    [OFFER.slice(0, OFFER.indexOf("m=video")), "codecs not supported by client"],
  ])("is refused when it cannot be used", (sdp, words) => {
    expect(() => prepareOffer(sdp, 300)).toThrow(words);
  });

  test("is one that a browser's library makes", async () => {
    const offer = await makeOffer();
    expect(prepareOffer(offer, 300)).toMatch(/^m=video 9 UDP\/TLS\/RTP\/SAVPF 96 97\r$/m);
  });
});

describe("An answer for the reader", () => {
  const answer = `v=0\r
m=video 59626 UDP/TLS/RTP/SAVPF 96\r
c=IN IP4 192.0.2.2\r
a=candidate:1 1 udp 2122265343 fd00::2 41635 typ host generation 0\r
a=candidate:2 1 udp 2122194687 192.0.2.2 59626 typ host generation 0\r
a=candidate:3 1 tcp 1518280447 192.0.2.2 9 typ host tcptype active\r
a=extmap:3 urn:3gpp:video-orientation\r
a=ssrc-group:FID 4043456032 2551416682\r
`;

  test.each([
    ["candidate:2 1 udp 2122194687 192.0.2.2 59626 typ host generation 0", { address: "192.0.2.2", port: 59626 }],
    ["candidate:1 1 udp 2122265343 fd00::2 41635 typ host generation 0", undefined],
    ["candidate:3 1 tcp 1518280447 192.0.2.2 9 typ host tcptype active", undefined],
    ["candidate:4 1 udp 1686052607 192.0.2.2 50000 typ srflx raddr 0.0.0.0 rport 0", undefined],
  ])("is built from host candidates on IPv4 and UDP: %s", (candidate, endpoint) => {
    expect(parseCandidate(candidate)).toEqual(endpoint);
  });

  test("names the relay's addresses instead", () => {
    expect(withEndpoints(answer, [{ address: "127.0.0.1", port: 4000 }])).toBe(`v=0\r
m=video 9 UDP/TLS/RTP/SAVPF 96\r
c=IN IP4 0.0.0.0\r
a=extmap:3 urn:3gpp:video-orientation\r
a=ssrc-group:FID 4043456032 2551416682\r
a=candidate:1 1 udp 2130706431 127.0.0.1 4000 typ host\r
a=end-of-candidates\r
`);
    expect(withEndpoints(answer, [])).not.toContain("candidate");
  });

  test("tells how its video is recognised in packets", () => {
    expect(readRtpVideo(answer)).toEqual({ ssrc: 4043456032, orientationId: 3 });
    expect(readRtpVideo("v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=inactive\r\n")).toBeUndefined();
  });
});
