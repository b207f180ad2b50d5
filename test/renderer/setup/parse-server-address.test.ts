import { describe, expect, test } from "vitest";
import { parseServerAddress, readApiAddress, sayAddress } from "../../../renderer/setup/parse-server-address.ts";
import type { ServerAddress } from "../../../renderer/setup/parse-server-address.ts";

const CASES: [typed: string, address: ServerAddress][] = [
  ["192.168.0.10", { ok: true, whepBaseUrl: "http://192.168.0.10:8889" }],
  ["  media.example.co.kr  ", { ok: true, whepBaseUrl: "http://media.example.co.kr:8889" }],
  ["192.168.0.10:9000", { ok: true, whepBaseUrl: "http://192.168.0.10:9000" }],
  ["[fd00::1]", { ok: true, whepBaseUrl: "http://[fd00::1]:8889" }],
  ["[fd00::1]:80", { ok: true, whepBaseUrl: "http://[fd00::1]" }],
  ["http://media", { ok: true, whepBaseUrl: "http://media" }],
  ["https://media/", { ok: true, whepBaseUrl: "https://media" }],
  ["http://media:8889/cam1/whep", { ok: true, whepBaseUrl: "http://media:8889", path: "cam1" }],
  ["http://media:8889/line2/%EA%B0%95%EB%82%A8/", { ok: true, whepBaseUrl: "http://media:8889", path: "line2/강남" }],
  ["media:8889/cam1/?muted=true", { ok: true, whepBaseUrl: "http://media:8889", path: "cam1" }],
  ["http://media:8889/whep", { ok: true, whepBaseUrl: "http://media:8889", path: "whep" }],
  ["rtsp://media:8554/cam1", { ok: true, whepBaseUrl: "http://media:8889", path: "cam1" }],
  ["rtsp://media/cam1", { ok: true, whepBaseUrl: "http://media:8889", path: "cam1" }],
  ["http://viewer:p%40ss@media:8889", { ok: true, whepBaseUrl: "http://media:8889", account: { user: "viewer", password: "p@ss" } }],
  ["http://media:8889/100%", { ok: true, whepBaseUrl: "http://media:8889", path: "100%" }],
  ["", { ok: false, problem: "empty" }],
  ["two words", { ok: false, problem: "not_a_url" }],
  ["http://", { ok: false, problem: "not_a_url" }],
  ["htp:/media", { ok: false, problem: "not_a_url" }],
  ["http:/192.168.0.10", { ok: false, problem: "not_a_url" }],
  ["http:192.168.0.10", { ok: false, problem: "not_a_url" }],
  ["rtsp:/media/cam1", { ok: false, problem: "not_a_url" }],
  ["htp://media", { ok: false, problem: "not_http" }],
  ["ftp://media", { ok: false, problem: "not_http" }],
];

describe("the address of a server", () => {
  test.each(CASES)("%s", (typed, address) => expect(parseServerAddress(typed)).toEqual(address));
});

describe("an address that was taken apart", () => {
  test.each([
    ["rtsp://viewer:geheim@192.168.0.10:8554/본관/cam 1", "http://192.168.0.10:8889/본관/cam%201"],
    ["https://user:p%40ss@mtx.example/live/cam1/whep", "https://mtx.example/live/cam1"],
    ["192.168.0.10/100%25", "http://192.168.0.10:8889/100%25"],
    ["192.168.0.10", "http://192.168.0.10:8889"],
  ])("of %j is said as %j, which means the same", (text, said) => {
    const { account: _account, ...first } = parseServerAddress(text.replace(" ", "%20")) as ServerAddress & { ok: true };
    expect(sayAddress(first)).toBe(said);
    expect(parseServerAddress(said)).toEqual(first);
  });

  test.each([
    ["", ""],
    [" 192.168.0.10:9997 ", "http://192.168.0.10:9997"],
    ["https://api.example/", "https://api.example/"],
    ["two words", undefined],
    ["ftp://192.168.0.10", undefined],
    ["http://user:password@192.168.0.10:9997", undefined],
  ])("of a Control API is read from %j as %j", (text, url) => expect(readApiAddress(text)).toBe(url));
});
