import { describe, expect, test } from "vitest";
import { parseStreamList } from "../../../renderer/setup/parse-stream-list.ts";

const cam1 = { path: "cam1", name: "1번 출입구", site: "강남" };
const cam2 = { path: "line2/cam2", name: "", site: "" };

describe("a list of streams", () => {
  test.each<[what: string, text: string]>([
    ["a line each", "cam1, 1번 출입구, 강남\nline2/cam2"],
    ["spaces, empty lines, slashes at the ends", "\n /cam1/ ,1번 출입구,강남 \r\n\r\n/line2//cam2\r\n"],
    ["pasted cells", "cam1\t1번 출입구\t강남\nline2/cam2\t\t"],
    ["CSV with a heading in another order, quotes and a mark", '\uFEFFsite;name;path\n강남;"1번 출입구";cam1\n;;line2/cam2\n'],
    ["the same stream twice", "cam1,1번 출입구,강남\nline2/cam2\ncam1,again\n"],
    ["JSON of our settings", JSON.stringify({ streams: [{ id: "a", serverId: "b", ...cam1 }, { path: "line2/cam2" }] })],
    ["JSON of MediaMTX's own list, but for names", JSON.stringify([cam1, { name: "line2/cam2", ready: true }])],
    ["JSON of paths", JSON.stringify([cam1, "line2/cam2"])],
  ])("is read from %s", (_, text) => expect(parseStreamList(text)).toEqual({ streams: [cam1, cam2], bad: [] }));

  test("keeps a separator and quotes within quotes", () => {
    expect(parseStreamList('cam1,"북문, ""A"" 쪽",강남').streams).toEqual([{ path: "cam1", name: '북문, "A" 쪽', site: "강남" }]);
  });

  test.each([
    ["path,name\ncam1,1\n,nameless\n", [3]],
    ["\n\npath,name\n\n,nameless\n\r\n,again", [5, 7]],
    ["cam1\n\n , no path\n", [3]],
    [`${"x".repeat(1_001)}\ncam1,${"y".repeat(201)}`, [1, 2]],
    ["{not json", [1]],
    ['{"cameras":[]}', [1]],
    ["[1,null,{}]", [1, 2, 3]],
  ])("says which lines name none: %j", (text, bad) => expect(parseStreamList(text).bad).toEqual(bad));

  test("is empty without text", () => expect(parseStreamList("  \n")).toEqual({ streams: [], bad: [] }));
});
