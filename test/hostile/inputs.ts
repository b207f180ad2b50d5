/** What somebody who means harm, or a careless program, might send. */
import fc from "fast-check";

const FRAGMENTS = [
  "\u001b[2J\u001b[31m",
  "\u001b]0;title\u0007",
  "\u009b31m",
  "\u0090q\u009c",
  "\u007f",
  "\u0000",
  "\r\n",
  "\n",
  "\u2028",
  "\u2029",
  "\u202e",
  "\u2066",
  "\ud800",
  "\udc00",
  "😀",
  "1번 출입구",
  "\ufeff",
  "\uffff",
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "javascript:alert(1)",
  "=cmd|' /C calc'!A0",
  "${7*7}",
  "%",
  "%00",
  "%zz",
  "../../etc/passwd",
  '"',
  "\\",
  "'",
  "{}",
  "__proto__",
  "constructor",
  "http://[",
  "http://user:pa/ss@host/",
  "NaN",
  "1e999",
  "-0",
];
export const HOSTILE_KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "length",
  "",
  "then",
  "toJSON",
];

const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

/** Any text: every code unit, half surrogate pairs too, mixed with what does harm somewhere. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 12 }), fc.string({ unit: anyUnit, maxLength: 12 })), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

/** Texts beyond every limit. */
export const hugeText = fc
  .tuple(
    fc.constantFrom("x", " ", "\\", '"', "가", "\u001b", "😀", "http://u:", "token=", "<a>;b=", "\n"),
    fc.integer({ min: 1, max: 40_000 }),
  )
  .map(([unit, count]) => unit.repeat(count));

const scalar = fc.oneof(
  hostileText,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, -1, 1e21),
);
export const hostileKey = fc.oneof(fc.constantFrom(...HOSTILE_KEYS), hostileText);

/** Any value that JSON can carry, with the keys that reach prototypes as its own ones. */
export const hostileJson: fc.Arbitrary<unknown> = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      scalar,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(fc.tuple(hostileKey, tie("value")), { maxLength: 4 }).map((entries) => fromEntries(entries)),
    ),
  }))
  .value.map(asJson);

/** Nested far deeper than any stack. */
export const deepJson = fc
  .tuple(fc.integer({ min: 65, max: 30_000 }), fc.constantFrom("[", '{"a":', '{"__proto__":'))
  .map(([levels, open]) => {
    const close = open === "[" ? "]" : "}";
    return open.repeat(levels) + "1" + close.repeat(levels);
  });

const linkPart = fc.constantFrom(
  "<",
  ">",
  ";",
  ",",
  '"',
  "\\",
  "=",
  " ",
  "rel=",
  'rel="ice-server"',
  "<turn:a>",
  "<stun:b?x>",
  "username=",
  'credential="c"',
  "<javascript:x>",
  "<turns: x>",
  "a",
);
/** `Link` headers, nearly right. */
export const linkHeader = fc.oneof(
  fc.array(linkPart, { maxLength: 24 }).map((parts) => parts.join("")),
  hostileText,
  hugeText,
);

/** What a server may say of an error. */
export const serverBody = fc.oneof(
  hostileText,
  hostileJson.map((value) => JSON.stringify(value)),
  hostileText.map((error) => JSON.stringify({ status: "error", error })),
  hugeText,
);

/** What a header can hold on its way through an HTTP parser. */
export const headerText = fc
  .oneof(
    hostileText,
    linkHeader,
    fc.constantFrom(
      "/s",
      "//other.example/s",
      "http://u:p@h/s",
      "javascript:x",
      "file:///etc/passwd",
      "..",
      "?",
      "http://[",
      "9".repeat(400),
      "-1",
      "Thu, 08 Jan 2026 00:00:05 GMT",
    ),
  )
  .map((text) =>
    // oxlint-disable-next-line no-control-regex -- not allowed in a header
    text.replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/g, "?").trim(),
  );

/** What a terminal obeys. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
export const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** A good value with one thing wrong: a part of it replaced, left out, or another one put in. */
export function spoilt(good: unknown): fc.Arbitrary<unknown> {
  const text = JSON.stringify(good);
  const count = countPlaces(good);
  return fc
    .tuple(fc.nat({ max: count - 1 }), fc.constantFrom("replace", "remove", "add"), fc.oneof(hostileJson, hugeText), hostileKey)
    .map(([place, how, value, key]) => {
      let left = place;
      const visit = (inner: unknown): unknown => {
        if (left-- === 0) {
          if (how === "replace") return value;
          if (how === "remove") return undefined;
          if (isRecord(inner)) return fromEntries([...Object.entries(inner), [key, value]]);
        }
        if (Array.isArray(inner)) return inner.map(visit);
        return isRecord(inner) ? fromEntries(Object.entries(inner).map(([name, part]) => [name, visit(part)])) : inner;
      };
      return asJson(visit(JSON.parse(text)));
    });
}

/** Text with some bytes changed, cut out, doubled or put in. */
export function damaged(good: string): fc.Arbitrary<string> {
  const size = good.length;
  return fc.tuple(fc.nat({ max: size }), fc.nat({ max: 8 }), hostileText, fc.boolean()).map(([at, length, put, isCut]) => {
    return good.slice(0, at) + put + (isCut ? "" : good.slice(at + length));
  });
}

/** Nothing anybody sent has become a property of every object. */
export function isPrototypeClean(): boolean {
  return Object.keys(Object.prototype).length === 0 && Object.keys(Array.prototype).length === 0;
}

/** `__proto__` as a key of its own, as JSON.parse makes it. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function countPlaces(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return 1 + Object.values(value).reduce((sum: number, inner) => sum + countPlaces(inner), 0);
}
