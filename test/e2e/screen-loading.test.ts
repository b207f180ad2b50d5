import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ko } from "../../renderer/i18n/ko.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

describe("a screen that is not there yet", () => {
  let wall: Wall;
  const go = (hash: string) => wall.page.evaluate((address) => (location.hash = address), hash);
  const heading = (name: string) => wall.page.getByRole("heading", { name, exact: true });
  const waitForPicture = async () => {
    await go("#/");
    await wall.page.locator('.tile[data-condition="live"]').waitFor();
  };

  beforeAll(async () => {
    wall = await startWall({ streams: 1 });
    await waitForPicture();
  });
  afterAll(() => wall?.stop());

  test("and cannot be fetched says so, and is fetched when one tries again; the wall plays on", async () => {
    await wall.page.route("**/assets/report-screen*", (route) => route.abort());
    await go("#/report");
    await heading(ko.screenCrash.title).waitFor();
    await waitForPicture();
    await go("#/report");
    await heading(ko.screenCrash.title).waitFor();
    await wall.page.unroute("**/assets/report-screen*");
    await wall.page.getByRole("button", { name: ko.screenCrash.retry }).click();
    await heading(ko.report.title).waitFor();
  });

  test("while the host is away waits for it, and comes by itself; the wall plays on", async () => {
    const session = () => wall.page.evaluate(() => (document.querySelector("video")!.srcObject as MediaStream).id);
    const before = await session();
    await wall.killHost();
    await go("#/logs");
    await heading(ko.start.awayTitle).waitFor();
    await waitForPicture();
    await go("#/logs");
    await heading(ko.start.awayTitle).waitFor();
    await wall.restartHost();
    await heading(ko.logs.title).waitFor();
    expect(await session()).toBe(before);
  });
});
