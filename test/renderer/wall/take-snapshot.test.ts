import { expect, test } from "vitest";
import { nameSnapshot } from "../../../renderer/wall/take-snapshot.ts";

const AT = new Date(2026, 0, 8, 2, 3, 4);

test.each([
  ["1번 출입구", "", "1번 출입구 2026-01-08 02.03.04.png"],
  ["강남/서초: 3번?", "정지 의심", "강남 서초 3번 2026-01-08 02.03.04 정지 의심.png"],
  ["..\\..\\etc", "", "etc 2026-01-08 02.03.04.png"],
  ["\u202e\u0000", "", "stream 2026-01-08 02.03.04.png"],
  ["가".repeat(200), "", `${"가".repeat(100)} 2026-01-08 02.03.04.png`],
])("a snapshot of %j is called so that any system takes it", (name, note, file) => expect(nameSnapshot(name, AT, note)).toBe(file));
