import fc from "fast-check";
import { expect, test } from "vitest";
import { refineMessage } from "../../electron/recorder/make-record.ts";
import { redactText, redactUrl } from "../../shared/redact.ts";
import { hostileText } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";
import { secretText, secretUrl } from "./secrets.ts";

const plainWord = fc.string({ unit: fc.constantFrom(..."abcdefgh./-:가"), maxLength: 20 });
test(
  "no secret of an address is left in it",
  () => {
    fc.assert(
      fc.property(secretUrl, ({ secret, url }) => {
        const redacted = redactUrl(url);
        for (const part of secret.parts) expect(redacted).not.toContain(part);
      }),
      fuzz("redactUrl"),
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "no secret of a text is left in it, wherever the text stands",
  () => {
    fc.assert(
      fc.property(secretText, plainWord, plainWord, ({ secret, text }, before, after) => {
        const redacted = redactText(`${before} ${text} ${after}`);
        for (const part of secret.parts) expect(redacted).not.toContain(part);
      }),
      fuzz("redactText"),
    );
  },
  FUZZ_TIMEOUT,
);

test(
  "any text goes through, and comes out not much longer",
  () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(redactText(text).length).toBeLessThanOrEqual(4 * text.length + 8);
        expect(redactUrl(text).length).toBeLessThanOrEqual(4 * text.length + 8);
      }),
      fuzz("redactAny"),
    );
  },
  FUZZ_TIMEOUT,
);

test("the sentence with the cause names the host, not what stands before it", () => {
  const sentence = refineMessage("WHEP POST failed: no connection", "refused", "http://viewer:S3/CRET@camera:8889/cam/whep");
  expect(sentence).toBe("WHEP POST failed: connection refused (camera:8889)");
});
