import fc from "fast-check";
import { expect, test } from "vitest";
import { formatToken, hashToken, parseTokens } from "../../electron/collector/token-lines.ts";
import { hostileText, hugeText, OBEYED } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";

const good = fc.record({
  hash: fc.string().map(hashToken),
  clientId: fc.uuid(),
  added: fc.constant("2026-01-08T00:00:00.000Z"),
  name: fc.oneof(hostileText, hugeText),
});
const line = fc.oneof(
  { arbitrary: good.map((token) => ({ token, text: formatToken(token) })), weight: 2 },
  { arbitrary: fc.oneof(hostileText, hugeText).map((text) => ({ token: undefined, text: `${text}\n` })), weight: 1 },
);

test(
  "a file of tokens gives those that stand in it and no others, whatever else stands there",
  () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const { tokens } = parseTokens(lines.map(({ text }) => text).join(""));
        const wanted = lines.flatMap(({ token }) => token ?? []);
        expect(tokens.map(({ hash, clientId }) => [hash, clientId])).toEqual(wanted.map(({ hash, clientId }) => [hash, clientId]));
        for (const { name } of tokens) expect(name).not.toMatch(OBEYED);
        for (const { token, text } of lines) if (token) expect(text.match(/\n/g)).toHaveLength(1);
      }),
      fuzz("pcTokenFile"),
    );
  },
  FUZZ_TIMEOUT,
);
