import { expect, test } from "vitest";
import { formatScreenAddress, parseScreenAddress } from "../../../renderer/app/screen-address.ts";

test.each([
  ["", { screen: "wall", query: "" }],
  ["#/", { screen: "wall", query: "" }],
  ["#/?page=2", { screen: "wall", query: "page=2" }],
  ["#/wall?layout=%EA%B0%95%EB%82%A8", { screen: "wall", query: "layout=%EA%B0%95%EB%82%A8" }],
  ["#/logs", { screen: "logs", query: "" }],
  ["#/logs?text=a%3Fb", { screen: "logs", query: "text=a%3Fb" }],
  ["#logs?a=1?2", { screen: "logs", query: "a=1?2" }],
  ["#/nowhere?x=1", { screen: "wall", query: "" }],
] as const)("%s names a screen and what it shows", (hash, address) => {
  expect(parseScreenAddress(hash)).toEqual(address);
  expect(parseScreenAddress(formatScreenAddress(address))).toEqual(address);
});
