import { expect, test } from "vitest";
import { drawBars } from "../../../renderer/dashboard/trend-bars.tsx";

test("each part of the time has a bar, none where nobody looked", () => {
  const trend = [1, 0.5, null, 0];
  expect(drawBars(trend, (down) => down * 20)).toBe("M1 20v-10h0.8v10zM3 20v-20h0.8v20z");
  expect(drawBars(trend, (down) => (down === 0 ? 1 : 0))).toBe("M0 20v-1h0.8v1z");
});
