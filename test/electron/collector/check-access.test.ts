import { describe, expect, test } from "vitest";
import { checkAccess, checkBinding } from "../../../electron/collector/check-access.ts";

const LOCAL = { boundHost: "127.0.0.1" };
const GUARDED = { boundHost: "0.0.0.0", token: "s3cret" };

describe("access to the collector", () => {
  test.each([
    ["a loopback address", LOCAL, { host: "127.0.0.1:8000" }],
    ["localhost, through another port", LOCAL, { host: "LocalHost:9000" }],
    ["IPv6 loopback", { boundHost: "::1" }, { host: "[::1]:8000" }],
    ["its own origin", LOCAL, { host: "127.0.0.1:8000", origin: "http://127.0.0.1:8000" }],
    ["any name with the token", GUARDED, { host: "central.example:8000", authorization: "Bearer s3cret" }],
  ])("is given to %s", (_, rules, facts) => {
    expect(checkAccess(facts, rules)).toEqual({ caller: { hasOwnToken: false } });
  });

  test.each([
    ["a rebound name", 403, LOCAL, { host: "evil.example:8000" }],
    ["a name that begins like ours", 403, LOCAL, { host: "127.0.0.1.evil.example" }],
    ["no name", 403, LOCAL, {}],
    ["a page of another origin", 403, LOCAL, { host: "127.0.0.1:8000", origin: "http://127.0.0.1:3000" }],
    ["a page without an origin", 403, LOCAL, { host: "127.0.0.1:8000", origin: "null" }],
    ["a page of another origin, even with the token", 403, GUARDED, { host: "a", origin: "http://b", authorization: "Bearer s3cret" }],
    ["no token", 401, GUARDED, { host: "a" }],
    ["another token", 401, GUARDED, { host: "a", authorization: "Bearer s3cre" }],
    ["the token of another scheme", 401, GUARDED, { host: "a", authorization: "Basic s3cret" }],
    ["no token on loopback, where one is set", 401, { ...LOCAL, token: "s3cret" }, { host: "127.0.0.1" }],
  ])("is refused to %s", (_, status, rules, facts) => {
    expect(checkAccess(facts, rules)).toMatchObject({ status });
  });
});

describe("who asks", () => {
  const clientId = "0197c0de-0000-7000-8000-000000000003";
  const local = { host: "127.0.0.1" };

  test.each([
    ["a client", `MTXWatch/0.1.0 (${clientId})`, clientId],
    ["a client in capitals", `MTXWatch/1.0.0-beta.1 (${clientId.toUpperCase()})`, clientId],
    ["a client without an id yet", "MTXWatch/0.1.0 (none yet)", undefined],
    ["another program", `Mozilla/5.0 (${clientId})`, undefined],
    ["a client behind other words", `x MTXWatch/0.1.0 (${clientId})`, undefined],
    ["a client before other words", `MTXWatch/0.1.0 (${clientId}) x`, undefined],
    ["nobody", undefined, undefined],
  ])("is read where User-Agent names %s", (_, userAgent, named) => {
    expect(checkAccess({ ...local, ...(userAgent !== undefined && { userAgent }) }, LOCAL)).toEqual({
      caller: { ...(named !== undefined && { clientId: named }), hasOwnToken: false },
    });
  });
});

describe("the address to listen on", () => {
  test.each(["127.0.0.1", "127.1.2.3", "::1", "localhost"])("may be %s without a token", (host) => {
    expect(checkBinding(host, undefined)).toBeUndefined();
  });

  test.each(["0.0.0.0", "::", "192.168.0.10", "central.example", "127.0.0.1.evil.example", ""])('must not be "%s" without one', (host) => {
    expect(checkBinding(host, undefined)).toMatch(/needs a token/);
    expect(checkBinding(host, "")).toMatch(/needs a token/);
    expect(checkBinding(host, "s3cret")).toBeUndefined();
  });
});
