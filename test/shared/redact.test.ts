import { describe, expect, test } from "vitest";
import { redactText, redactUrl } from "../../shared/redact.ts";

describe("redaction of an address", () => {
  test.each([
    ["http://cam:s3cret@10.0.0.1:8889/a/whep", "http://10.0.0.1:8889/a/whep"],
    ["http://10.0.0.1:8889/a/whep?token=abc&x=1", "http://10.0.0.1:8889/a/whep?token=***&x=1"],
    ["http://10.0.0.1/a/whep?jwt=abc#frag", "http://10.0.0.1/a/whep?jwt=***"],
    ["http://10.0.0.1/a/whep?pass%77ord=abc", "http://10.0.0.1/a/whep?pass%77ord=***"],
    ["https://h/a?Access_Token=1&access_token=2", "https://h/a?Access_Token=***&access_token=***"],
    ["http://h/a@b/whep", "http://h/a@b/whep"],
    ["http://h/%E0%A4%A/whep?%E0%A4%A=1", "http://h/%E0%A4%A/whep?%E0%A4%A=1"],
    ["not an address", "not an address"],
  ])("%s", (url, expected) => expect(redactUrl(url)).toBe(expected));
});

describe("redaction of a text", () => {
  test.each([
    ["cannot reach http://u:p@h/x?token=1 today", "cannot reach http://h/x?token=*** today"],
    ["Authorization: Bearer eyJhbGciOi.J9", "Authorization: Bearer ***"],
    ["sent Basic dXNlcjpwYXNz", "sent Basic ***"],
    ['{"password":"hunter2","path":"a"}', '{"password":"***","path":"a"}'],
    ["path 'demo' is not configured", "path 'demo' is not configured"],
  ])("%s", (text, expected) => expect(redactText(text)).toBe(expected));
});
