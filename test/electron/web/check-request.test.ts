import { describe, expect, test } from "vitest";
import { checkCookie, checkSource, makeCookie } from "../../../electron/web/check-request.ts";

const identity = { port: 4180, token: "a-token" };
const own = { host: "127.0.0.1:4180", origin: undefined, cookie: undefined };

describe("source of a request", () => {
  test.each([
    ["127.0.0.1:4180", undefined],
    ["localhost:4180", "http://localhost:4180"],
    ["[::1]:4180", "http://[::1]:4180"],
  ])("host %s with origin %s is this machine", (host, origin) => {
    expect(checkSource({ ...own, host, origin }, identity)).toBeUndefined();
  });

  test.each([
    [undefined, undefined],
    ["attacker.example:4180", undefined],
    ["127.0.0.1.attacker.example:4180", undefined],
    ["127.0.0.1:4181", undefined],
    ["127.0.0.1", undefined],
    ["127.0.0.1:4180", "http://attacker.example"],
    ["127.0.0.1:4180", "http://127.0.0.1:8889"],
    ["127.0.0.1:4180", "https://127.0.0.1:4180"],
    ["127.0.0.1:4180", "null"],
  ])("host %s with origin %s is somebody else", (host, origin) => {
    expect(checkSource({ ...own, host, origin }, identity)).toMatchObject({ status: 403 });
  });

  test("at port 80 browsers name no port", () => {
    expect(checkSource({ ...own, host: "127.0.0.1" }, { ...identity, port: 80 })).toBeUndefined();
  });
});

describe("cookie of a request", () => {
  test.each(["mtx-watch-4180=a-token", "theme=dark; mtx-watch-4180=a-token; x=y"])("%s lets in", (cookie) => {
    expect(checkCookie({ ...own, cookie }, identity)).toBeUndefined();
  });

  test.each([undefined, "", "mtx-watch-4180=", "mtx-watch-4180=a-toke", "mtx-watch-4181=a-token", "a-token", "x-mtx-watch-4180=a-token"])(
    "%s does not",
    (cookie) => {
      expect(checkCookie({ ...own, cookie }, identity)).toMatchObject({ status: 401 });
    },
  );

  test("it is out of reach of scripts and of other sites", () => {
    expect(makeCookie(identity)).toBe("mtx-watch-4180=a-token; Path=/; HttpOnly; SameSite=Strict");
  });
});
