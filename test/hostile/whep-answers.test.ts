import fc from "fast-check";
import { expect, test } from "vitest";
import { classifyFailure } from "../../renderer/whep/classify-failure.ts";
import { parseIceServers } from "../../renderer/whep/ice-servers.ts";
import { MAX_SDP_BYTES } from "../../renderer/whep/read-body.ts";
import { makeSdpFragment } from "../../renderer/whep/sdp-fragment.ts";
import { createWhepClient } from "../../renderer/whep/whep-client.ts";
import { LIMITS } from "../../shared/limits.ts";
import { PHASES, REASON_NAMES } from "../../shared/reasons.ts";
import { headerText, hostileText, hugeText, linkHeader, OBEYED, serverBody } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";

const never = new AbortController().signal;
const HOUR = 3_600_000;

test(
  "ICE servers of any Link header are STUN and TURN addresses, TURN with credentials, and few",
  () => {
    fc.assert(
      fc.property(linkHeader, (header) => {
        const servers = parseIceServers(header);
        expect(servers.length).toBeLessThan(1_000);
        for (const { urls, username, credential } of servers) {
          expect(urls).toMatch(/^(stun|turn)s?:\S+$/i);
          if (/^turn/i.test(String(urls))) expect([typeof username, typeof credential]).toEqual(["string", "string"]);
        }
      }),
      fuzz("iceServers"),
    );
  },
  FUZZ_TIMEOUT,
);

const status = fc.integer({ min: 100, max: 999 });
const answer = fc.tuple(status, hostileText, hostileText, serverBody).map(([code, statusText, contentType, text]) => ({
  kind: "http_status" as const,
  status: code,
  statusText,
  contentType,
  body: text,
}));
const evidence = fc.oneof(
  answer,
  hostileText.map((cause) => ({ kind: "bad_answer" as const, cause, sessionId: cause })),
  hugeText.map((cause) => ({ kind: "script" as const, cause })),
  hostileText.map((cause) => ({ kind: "no_answer" as const, timedOut: false, cause })),
);

test(
  "every answer of a server becomes a failure with a reason and one short sentence",
  () => {
    fc.assert(
      fc.property(evidence, fc.constantFrom(...PHASES), (seen, phase) => {
        const failure = classifyFailure(seen, phase);
        expect(REASON_NAMES).toContain(failure.reason);
        expect(failure.errorMessage).not.toMatch(OBEYED);
        expect(failure.errorMessage.length).toBeLessThanOrEqual(LIMITS.errorMessage);
        expect(failure.errorMessage).toContain("failed");
        expect(failure.serverError ?? "").not.toMatch(OBEYED);
        expect((failure.serverError ?? "").length).toBeLessThanOrEqual(LIMITS.serverError);
      }),
      fuzz("failureText"),
    );
  },
  FUZZ_TIMEOUT,
);

const responseBody = fc.oneof(hostileText, serverBody, fc.constantFrom("v=0\r\n", ""), fc.constant("endless" as const));

test(
  "whatever answers an offer, the client says what it is: no exception, no foreign scheme, no password elsewhere, no endless reading",
  async () => {
    const scenario = fc.record({
      status: fc.oneof(fc.constantFrom(201, 406, 404, 401, 503), fc.integer({ min: 200, max: 599 })),
      location: headerText,
      link: headerText,
      id: headerText,
      retryAfter: headerText,
      body: responseBody,
    });
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const sent: { url: string; authorization: string | null }[] = [];
        let pulled = 0;
        const answerOnce = (url: string): Response => {
          const endless = new ReadableStream<Uint8Array>({
            pull(controller) {
              pulled += 64 * 1024;
              controller.enqueue(new Uint8Array(64 * 1024).fill(120));
            },
          });
          const isEmpty = [204, 205, 304].includes(given.status);
          const headers = { Location: given.location, Link: given.link, ID: given.id, "Retry-After": given.retryAfter };
          const response = new Response(isEmpty ? null : given.body === "endless" ? endless : given.body, {
            status: given.status,
            headers,
          });
          return Object.defineProperty(response, "url", { value: url });
        };
        const client = createWhepClient({
          fetch: async (input, init) => {
            const url = String(input);
            sent.push({ url, authorization: new Headers(init?.headers).get("authorization") });
            return answerOnce(url);
          },
          wallClock: () => Date.UTC(2026, 0, 8),
          whepUrl: "http://camera.example/cam/whep",
          authorization: "Bearer S3CRET",
          onResponse: () => undefined,
        });
        const offered = await client.postOffer("v=0", { signal: never });
        if ("sdp" in offered) {
          expect(offered.sdp.length).toBeLessThanOrEqual(MAX_SDP_BYTES);
          expect((offered.sessionId ?? "").length).toBeLessThanOrEqual(64);
          if (offered.sessionUrl !== undefined) {
            await client.patchSession(offered.sessionUrl, "a=end-of-candidates");
            await client.patchAnswer(offered.sessionUrl, "v=0", never);
            await client.deleteSession(offered.sessionUrl);
          }
        } else if (offered.kind === "http_status") {
          expect(offered.body.length).toBeLessThanOrEqual(4_096);
          expect(offered.retryAfter ?? 0).toBeLessThanOrEqual(HOUR);
          expect(offered.retryAfter ?? 0).toBeGreaterThanOrEqual(0);
        } else expect(offered.kind).toBe("bad_answer");
        for (const { url, authorization } of sent) {
          expect(["http:", "https:"]).toContain(new URL(url).protocol);
          if (new URL(url).origin !== "http://camera.example") expect(authorization).toBeNull();
        }
        expect(pulled).toBeLessThan(4 * 1024 * 1024);
      }),
      fuzz("whepAnswer"),
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "a fragment of candidates is made of any description",
  () => {
    const sdpPart = fc.constantFrom(
      "v=0\r\n",
      "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n",
      "a=mid:0\r\n",
      "a=mid:",
      "a=ice-ufrag:x\r\n",
      "a=ice-pwd:\n",
      "m=",
      "\r",
      "\n",
    );
    const sdp = fc.array(fc.oneof(sdpPart, hostileText), { maxLength: 12 }).map((parts) => parts.join(""));
    const candidate = fc.oneof(fc.constant(null), fc.record({ candidate: hostileText, sdpMid: fc.oneof(fc.constant(null), hostileText) }));
    fc.assert(
      fc.property(sdp, fc.array(candidate, { maxLength: 5 }), (offer, candidates) => {
        expect(makeSdpFragment(offer, candidates)).toMatch(/^a=ice-ufrag:.*\r\na=ice-pwd:/);
      }),
      fuzz("sdpFragment"),
    );
  },
  FUZZ_TIMEOUT,
);

test("a PATCH that the server holds is given up: six of them would be all connections that Chromium has for an origin", async () => {
  const signals: (AbortSignal | null | undefined)[] = [];
  const client = createWhepClient({
    fetch: (_url, init) => {
      signals.push(init?.signal);
      return Promise.reject(new Error("held"));
    },
    wallClock: Date.now,
    whepUrl: "http://camera.example/cam/whep",
    authorization: undefined,
    onResponse: () => undefined,
  });
  await client.patchSession("http://camera.example/s", "a=end-of-candidates");
  expect(signals[0]).toBeInstanceOf(AbortSignal);
});
