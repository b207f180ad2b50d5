import { describe, expect, test } from "vitest";
import { parseIceServers } from "../../../renderer/whep/ice-servers.ts";

describe("a Link header", () => {
  test.each<[string, string | null, RTCIceServer[]]>([
    ["that is missing", null, []],
    ["with one STUN server", '<stun:stun.example:3478>; rel="ice-server"', [{ urls: "stun:stun.example:3478" }]],
    [
      "with a TURN server as MediaMTX writes it",
      '<turn:turn.example:3478?transport=tcp>; rel="ice-server"; username="u"; credential="p"; credential-type="password"',
      [{ urls: "turn:turn.example:3478?transport=tcp", username: "u", credential: "p" }],
    ],
    [
      "with several links, commas and escapes in their values",
      '<https://x/,y>; rel="next", <turns:t:5349>;rel=ice-server ; username="a,b;c" ; credential="say \\"hi\\"",<stun:s>;rel="ice-server"',
      [{ urls: "turns:t:5349", username: "a,b;c", credential: 'say "hi"' }, { urls: "stun:s" }],
    ],
    ["with a TURN server without a password", '<turn:t>; rel="ice-server"', []],
    ["with an address of another kind", '<javascript:alert(1)>; rel="ice-server"', []],
    ["that is none", '<<<;;;"""', []],
  ])("%s", (_, header, servers) => {
    expect(parseIceServers(header)).toEqual(servers);
  });

  test("of hostile length is read in no time", () => {
    expect(parseIceServers(`<stun:s>${'; a="\\"'.repeat(20_000)}`)).toEqual([]);
    expect(parseIceServers("<".repeat(50_000))).toEqual([]);
  });
});
