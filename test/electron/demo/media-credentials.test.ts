import { describe, expect, test } from "vitest";
import { checkCredentials } from "../../../electron/demo/media-credentials.ts";
import type { CredentialCheck, Credentials } from "../../../electron/demo/media-credentials.ts";

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;
const PASSWORD: Credentials = { user: "u", password: "p:1" };
const TOKEN: Credentials = { token: "t" };

describe("Credentials", () => {
  test.each<[Credentials, string | undefined, CredentialCheck]>([
    [{}, undefined, "accepted"],
    [{}, "Bearer anything", "accepted"],
    [PASSWORD, undefined, "missing"],
    [PASSWORD, "", "missing"],
    [PASSWORD, "Digest abc", "missing"],
    [PASSWORD, basic("u:p:1"), "accepted"],
    [PASSWORD, "Bearer u:p:1", "accepted"],
    [PASSWORD, basic("u:p"), "wrong"],
    [PASSWORD, basic("v:p:1"), "wrong"],
    [PASSWORD, basic("u"), "wrong"],
    [TOKEN, "Bearer t", "accepted"],
    [TOKEN, "bearer t", "accepted"],
    [TOKEN, basic("anybody:t"), "accepted"],
    [TOKEN, "Bearer s", "wrong"],
    [TOKEN, "Basic !!!", "wrong"],
    [{ ...PASSWORD, ...TOKEN }, "Bearer t", "accepted"],
    [{ ...PASSWORD, ...TOKEN }, basic("u:p:1"), "accepted"],
  ])("%o with %s: %s", (credentials, header, check) => {
    expect(checkCredentials(header, credentials)).toBe(check);
  });
});
