import { describe, expect, test } from "vitest";
import { parseTestAddress } from "../../../renderer/wall/parse-test-address.ts";

const none = { kind: "none" } as const;

describe("the test tile's address", () => {
  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["http://", "not_a_url"],
    ["what is this", "not_a_url"],
    ["rtsp://10.0.0.1/cam", "not_http"],
    ["ftp://10.0.0.1/cam/whep", "not_http"],
  ])("%j is refused as %s", (text, problem) => {
    expect(parseTestAddress(text, none)).toEqual({ ok: false, problem });
  });

  test.each([
    ["http://10.0.0.1:8889/cam/whep", "http://10.0.0.1:8889/cam/whep"],
    [" http://10.0.0.1:8889/cam/whep ", "http://10.0.0.1:8889/cam/whep"],
    ["10.0.0.1:8889/cam/whep", "http://10.0.0.1:8889/cam/whep"],
    ["media.local/cam/whep?x=1#here", "http://media.local/cam/whep?x=1"],
    ["https://[::1]:8889/cam/whep/", "https://[::1]:8889/cam/whep/"],
  ])("%j is played as %s", (text, whepUrl) => {
    expect(parseTestAddress(text, none)).toEqual({ ok: true, whepUrl, looksLikeWhep: true });
  });

  test("is played, with a hint, when it does not end in /whep", () => {
    expect(parseTestAddress("http://10.0.0.1:8889/cam", none)).toMatchObject({ ok: true, looksLikeWhep: false });
  });

  test("gives its user and password to the header, since fetch refuses them in an address", () => {
    expect(parseTestAddress("http://me:p%40ss@10.0.0.1/cam/whep", none)).toEqual({
      ok: true,
      whepUrl: "http://10.0.0.1/cam/whep",
      looksLikeWhep: true,
      authorization: `Basic ${btoa("me:p@ss")}`,
    });
  });

  test.each([
    [{ kind: "basic", user: "관제", password: "비밀" } as const, `Basic ${Buffer.from("관제:비밀", "utf8").toString("base64")}`],
    [{ kind: "bearer", token: "t0ken" } as const, "Bearer t0ken"],
    [{ kind: "bearer", token: "" } as const, undefined],
  ])("is shown to the server with %j", (auth, authorization) => {
    const parsed = parseTestAddress("http://10.0.0.1/cam/whep", auth);
    expect(parsed.ok && parsed.authorization).toBe(authorization);
  });
});
