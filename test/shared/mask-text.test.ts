import { describe, expect, test } from "vitest";
import { createMask } from "../../shared/mask-text.ts";

const CASES: [text: string, masked: string][] = [
  ["GET http://192.168.0.10:8889/a/whep failed", "GET [url-1] failed"],
  ["10.0.0.7:8189 and 10.0.0.7:8189, 10.0.0.8", "[address-1] and [address-1], [address-2]"],
  ["candidate fe80::1c2b:3d4e no", "candidate [address-1] no"],
  ["from [2001:db8:0:0:0:0:0:1]:8889", "from [address-1]"],
  ["media.example.org:8889 refused", "[host-1] refused"],
  [
    "at 12:34:56 in RTCPeerConnection.setRemoteDescription: 502 Bad Gateway",
    "at 12:34:56 in RTCPeerConnection.setRemoteDescription: 502 Bad Gateway",
  ],
  ["version 156.0, 60 % of frames", "version 156.0, 60 % of frames"],
  ["카메라 서버 없음", "카메라 서버 없음"],
  ["550 Kim.Min@Site.kr unknown, wall@mail", "550 [mail-1] unknown, [mail-2]"],
  [
    "at send (file:///opt/MTX%20Watch/resources/app.asar/out/main/main.js:12:3) in settings.json, 2026-01-08.jsonl",
    "at send (file:///opt/MTX%20Watch/resources/app.asar/out/main/main.js:12:3) in settings.json, 2026-01-08.jsonl",
  ],
  [String.raw`policy \\nas-1\share\policy.json`, String.raw`policy \\[host-1]\share\policy.json`],
  ["media.js.org and site.json.kr:80", "[host-1] and [host-2]"],
];

describe("masking a text", () => {
  test.each(CASES)("%s", (text, masked) => {
    expect(createMask().maskText(text)).toBe(masked);
  });

  test("knows a name without a dot once it stood in an address", () => {
    const mask = createMask();
    mask.maskText("http://mediaserver:8889/a");
    expect(mask.maskText("MEDIASERVER does not answer")).toBe("[host-1] does not answer");
  });

  test("knows the names that it was told of", () => {
    const mask = createMask({ hosts: ["CCTV-PC-3.site.local"], accounts: ["Kim"] });
    expect(mask.maskText("C:\\Users\\kim\\x.log at CCTV-PC-3.SITE.LOCAL, cctv-pc-3")).toBe(
      "C:\\Users\\[account-1]\\x.log at [host-1], [host-2]",
    );
    expect(mask.maskText("kimchi")).toBe("kimchi");
  });
});

describe("masking a line", () => {
  const LINE = JSON.stringify({
    timestamp: "2026-01-08T12:34:56.789Z",
    streamId: "stream-001",
    errorMessage: "WHEP POST failed: no route to 10.0.0.7",
    statusCode: 502,
    whepUrl: "http://10.0.0.7:8889/a/whep",
    detail: { client: { hostName: "CCTV-PC-3" }, serverError: "cctv-pc-3 is not known", list: ["http://10.0.0.7:8889/a/whep"] },
  });

  test("leaves one JSON object with the same keys, its time and numbers", () => {
    const masked = JSON.parse(createMask().maskLine(LINE)) as Record<string, unknown>;
    expect(masked).toEqual({
      timestamp: "2026-01-08T12:34:56.789Z",
      streamId: "stream-001",
      errorMessage: "WHEP POST failed: no route to [address-1]",
      statusCode: 502,
      whepUrl: "[url-1]",
      detail: { client: { hostName: "[host-1]" }, serverError: "[host-1] is not known", list: ["[url-1]"] },
    });
  });

  test("treats a damaged line as text", () => {
    expect(createMask().maskLine(LINE.slice(0, -5))).not.toContain("10.0.0.7");
  });
});
