import { describe, expect, test } from "vitest";
import { putEntry, removeEntry } from "../../../renderer/settings/entries.ts";

const gate = { id: "s1", name: "정문", path: "one", site: "강남" };
const yard = { id: "s2", name: "마당", path: "two", site: "" };
const night = { days: [1], from: "22:00", to: "06:00" };
const noon = { days: [2], from: "12:00", to: "13:00" };

describe("an entry that was open while another window changed the list", () => {
  test("goes where it stands by now, and only with what was changed of it", () => {
    const theirs = [yard, { ...gate, site: "부산" }];
    expect(putEntry(theirs, gate, { ...gate, name: "후문" })).toEqual([yard, { ...gate, name: "후문", site: "부산" }]);
    expect(putEntry([noon, night], night, { ...night, to: "07:00" })).toEqual([noon, { ...night, to: "07:00" }]);
  });

  test("loses what was taken out of it", () => {
    const { site: _site, ...bare } = gate;
    expect(putEntry([gate], gate, bare)).toEqual([bare]);
  });

  test("comes back if it is gone, and takes nothing else's place", () => {
    expect(putEntry([yard], gate, { ...gate, name: "후문" })).toEqual([yard, { ...gate, name: "후문" }]);
    expect(putEntry([], night, { ...night, to: "07:00" })).toEqual([{ ...night, to: "07:00" }]);
  });

  test("is removed where it stands by now, and nothing is if it is gone", () => {
    expect(removeEntry([yard, { ...gate, site: "부산" }], gate)).toEqual([yard]);
    expect(removeEntry([noon, night], night)).toEqual([noon]);
    expect(removeEntry([yard], gate)).toEqual([yard]);
  });
});
