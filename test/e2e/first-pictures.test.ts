import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../renderer/i18n/en.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const WHAT_DRAWS = "**/assets/mount-*.js";

describe("before anything is drawn", () => {
  let wall: Wall;
  let opened = 0;
  const listPictures = () =>
    wall.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(":is(.wall, .first-pictures) > .tile:not([hidden])")].map((tile) => {
        const { x, y, width, height } = tile.querySelector("video")!.getBoundingClientRect();
        return { name: tile.querySelector(".tile-name")!.textContent, box: [x, y, width, height].map(Math.round) };
      }),
    );
  /** Opens the page anew, and holds back what draws it until `draw` is called. */
  const openUndrawn = async (hash: string) => {
    const held = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    await wall.page.route(WHAT_DRAWS, async (route) => {
      asked.resolve();
      await held.promise;
      await route.continue();
    });
    await wall.page.goto(new URL(`/?${++opened}${hash}`, wall.url).href); // another address: a new page, not another place on it
    const draw = async () => {
      held.resolve();
      await wall.page.locator(".tile[data-stream]").first().waitFor({ state: "attached" });
      await wall.page.unroute(WHAT_DRAWS);
    };
    return { asked: asked.promise, draw };
  };
  const waitForFrames = (count: number) =>
    wall.page.waitForFunction(
      (count) =>
        [...document.querySelectorAll("video")].filter((video) => video.getVideoPlaybackQuality().totalVideoFrames > 5).length === count,
      count,
    );

  beforeAll(async () => {
    const page = { name: "둘째", columns: 1, streams: ["stream-3", "stream-1"] };
    const layouts = [{ name: "교대", pages: [{ name: "첫째", columns: "auto", streams: ["stream-2"] }, page] }];
    wall = await startWall({ streams: 3, settings: { wall: { layouts } } });
    await wall.page.locator('.tile[data-condition="live"]').first().waitFor();
  });
  afterAll(() => wall?.stop());

  test("all pictures play under their names where the wall will have them, and the same go on when it is drawn", async () => {
    const { draw } = await openUndrawn("#/?layout=");
    await waitForFrames(3);
    const before = await listPictures();
    expect(before.map(({ name }) => name)).toEqual(["1번 출입구", "2번 출입구", "3번 출입구"]);
    expect(await wall.page.locator("[data-stream]").count()).toBe(0);
    const session = () => wall.page.evaluate(() => (document.querySelector("video")!.srcObject as MediaStream).id);
    const playing = await session();
    await draw();
    await wall.waitForLive();
    expect(await session()).toBe(playing);
    await expect.poll(listPictures).toEqual(before);
  });

  test("of a page of a layout, its streams in its order", async () => {
    const { draw } = await openUndrawn("#/?page=2");
    await waitForFrames(2);
    expect((await listPictures()).map(({ name }) => name)).toEqual(["3번 출입구", "1번 출입구"]);
    await draw();
  });

  test("none of them on another screen", async () => {
    const { asked, draw } = await openUndrawn("#/alarms");
    await asked;
    expect(await listPictures()).toEqual([]);
    await draw();
  });

  test("a host that keeps silent is waited for in words", async () => {
    await wall.page.route("**/api/getSettings", () => undefined); // never answered
    await wall.page.route(/\/\?silent$/, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/"getSettings":/, '"nothing":');
      await route.fulfill({ response, body });
    });
    await wall.page.goto(new URL("/?silent", wall.url).href);
    await wall.page.getByText(en.start.loading).waitFor(); // in the language of the browser
    await wall.page.unrouteAll();
  });

  test("they go when what draws does not come, and the wall comes when it does", async () => {
    let refused = 0;
    await wall.page.route(WHAT_DRAWS, (route) => (refused++ < 2 ? route.abort() : route.continue()));
    await wall.page.goto(new URL("/?again", wall.url).href);
    await expect.poll(() => refused).toBeGreaterThan(1);
    expect(await listPictures()).toEqual([]);
    await wall.page.locator('.tile[data-condition="live"]').first().waitFor();
    await wall.page.unroute(WHAT_DRAWS);
  });
});
