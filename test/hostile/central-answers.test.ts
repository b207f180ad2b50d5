import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeAnswer } from "../../electron/delivery/judge-answer.ts";
import { parseTestAddress } from "../../renderer/wall/parse-test-address.ts";
import { headerText, hostileText, hugeText, OBEYED, serverBody } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";

const HOUR = 3_600_000;

test(
  "whatever answers in central's place, delivery has a verdict, bounded in words and in time, and stays with its host",
  () => {
    const central = fc.record({
      status: fc.integer({ min: 100, max: 999 }),
      headers: fc.record({ location: headerText, "retry-after": headerText, "content-type": headerText }, { requiredKeys: [] }),
      body: serverBody,
    });
    fc.assert(
      fc.property(central, (given) => {
        const verdict = judgeAnswer(given, "https://central.example:8000/api", Date.UTC(2026, 0, 8));
        if (verdict.kind === "redirected") {
          const { protocol, hostname } = new URL(verdict.url);
          expect([protocol, hostname]).toEqual(["https:", "central.example"]);
        } else if (verdict.kind !== "delivered") {
          expect(verdict.message).not.toMatch(OBEYED);
          expect(verdict.message.length).toBeLessThan(400);
        }
        if (verdict.kind === "retry") expect(verdict.retryAfter ?? 0).toBeLessThanOrEqual(HOUR);
      }),
      fuzz("centralAnswer"),
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "whatever is typed into the test tile is a playable address or a problem with a name",
  () => {
    const auth = fc.oneof(
      fc.constant({ kind: "none" as const }),
      fc.tuple(hostileText, hugeText).map(([user, password]) => ({ kind: "basic" as const, user, password })),
      hostileText.map((token) => ({ kind: "bearer" as const, token })),
    );
    const typed = fc.oneof(
      hostileText,
      fc.tuple(hostileText, hostileText).map(([user, rest]) => `http://${user}:%zz@camera/${rest}`),
      hugeText,
    );
    fc.assert(
      fc.property(typed, auth, (text, given) => {
        const address = parseTestAddress(text, given);
        if (!address.ok) return;
        const { protocol, username, password } = new URL(address.whepUrl);
        expect(["http:", "https:"]).toContain(protocol);
        expect(username + password).toBe("");
      }),
      fuzz("testAddress"),
    );
  },
  FUZZ_TIMEOUT,
);

test("a password with a percent sign that begins no escape is taken as it stands", () => {
  expect(parseTestAddress("http://viewer:100%@camera/whep", { kind: "none" })).toMatchObject({
    ok: true,
    authorization: `Basic ${btoa("viewer:100%")}`,
  });
});
