import { expect, test } from "vitest";
import { watchWall } from "../outages/watch-wall.ts";

test("the pictures go on while central is silent, records pile up, and all of them are sent at last", async () => {
  const { answered, stored, disturbances, failures } = await watchWall(1_500);

  expect(disturbances).toEqual([]);
  expect(failures).toEqual([]);
  expect({ answered, stored }).toEqual({ answered: 1_500, stored: 1_500 });
});
