import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Settings } from "../../shared/settings.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { findUnreachable } from "../support/find-unreachable.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

describe("without a settings file", () => {
  let wall: Wall;
  let page: Page;
  let apiUrl: string;
  const readSettings = () => JSON.parse(readFileSync(join(wall.dataDir, "settings.json"), "utf8")) as Pick<Settings, "servers" | "streams">;
  const openDialog = async () => {
    await page.click("[data-menu=file]");
    await page.click("[data-command=addStreams]");
    await page.locator("dialog .setup-form").waitFor();
  };

  beforeAll(async () => {
    wall = await startWall({ streams: 4, settings: { servers: [], streams: [], language: "ko" } });
    page = wall.page;
    apiUrl = (await wall.media.state()).api.url;
    await page.locator(".setup-page").waitFor();
  });
  afterAll(() => wall?.stop());

  test("says what is wrong with an address, and that a server does not answer", async () => {
    await page.getByLabel("서버 주소").fill("two words");
    await page.keyboard.press("Enter");
    await page.getByText("주소가 아닙니다").waitFor();
    await page.getByLabel("서버 주소").fill("127.0.0.1:9");
    await page.keyboard.press("Enter");
    await page.getByText("서버가 응답하지 않습니다").waitFor();
    await page.getByText("지금 연결되지 않아도 등록할 수 있습니다").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });

  test("leads from an address to a picture by keyboard alone", async () => {
    await page.getByLabel("서버 주소").fill(wall.media.url);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter"); // the summary of sign-in and Control API
    await page.getByLabel("제어 API 주소").fill(apiUrl);
    await page.keyboard.press("Enter");
    await page.getByText("영상 4개를 찾았습니다").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    expect(await findUnreachable(page)).toEqual([]);
    await page.locator("[name=stream][value=demo-4]").focus();
    await page.keyboard.press("Space");
    await page.getByLabel("demo-1, 이름").fill("정문");
    await page.getByRole("button", { name: "영상 3개 추가" }).focus();
    await page.keyboard.press("Enter");
    await wall.waitForLive(3);
    await page.locator(".tile", { hasText: "정문" }).waitFor();
    expect(readSettings()).toMatchObject({
      servers: [{ id: "server-1", whepBaseUrl: wall.media.url, apiUrl }],
      streams: [{ id: "demo-1", name: "정문" }, { id: "demo-2" }, { id: "demo-3" }],
    });
  });

  test("adds to a wall that plays: from a file of a Korean Excel, and the address of one stream", async () => {
    const sessions = (await wall.media.state()).sessions.map(({ id }) => id).sort();
    await openDialog();
    await page.getByLabel("서버 주소").fill(`${wall.media.url}/demo-4/whep`);
    await page.keyboard.press("Enter");
    // "경로,이름" stands in code page 949: demo-4,북문
    const file = Buffer.concat([Buffer.from("demo-4,"), Buffer.from([0xba, 0xcf, 0xb9, 0xae]), Buffer.from("\r\n")]);
    await page.locator("[name=file]").setInputFiles({ name: "cameras.csv", mimeType: "text/csv", buffer: file });
    await vi.waitUntil(async () => (await page.locator("[name=streams]").inputValue()).includes("북문"), SLOW);
    await page.getByRole("button", { name: "영상 1개 추가" }).click();
    await page.locator("dialog").waitFor({ state: "detached" });
    await wall.waitForLive();
    await page.locator(".tile", { hasText: "북문" }).waitFor();
    const after = (await wall.media.state()).sessions.map(({ id }) => id);
    expect(after).toEqual(expect.arrayContaining(sessions));
  });

  test("where no password can be kept, says where an administrator puts it", async () => {
    await openDialog();
    await page.getByLabel("서버 주소").fill("http://viewer:s3cret@127.0.0.1:9/cam1");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "영상 1개 추가" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("secrets.json").waitFor();
    await page.getByText('{"server_2":"…"}').waitFor();
    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe("비밀번호 없이 추가"); // the same button
    await page.keyboard.press("Enter");
    await page.locator("dialog").waitFor({ state: "detached" });
    const { servers } = readSettings();
    expect(servers[1]).toMatchObject({ id: "server-2", auth: { kind: "basic", user: "viewer", secretRef: "server_2" } });
    expect(JSON.stringify(servers)).not.toContain("s3cret");
  });

  test("asks for no secret on the settings screen that it could not keep", async () => {
    await page.keyboard.press("Control+,");
    await page.getByRole("button", { name: "127.0.0.1 편집" }).first().click();
    await page.locator("dialog select").first().selectOption("bearer");
    await page.getByRole("button", { name: "토큰: 입력…" }).click();
    await page.locator("dialog").getByText("secrets.json").waitFor();
    expect(await page.locator("dialog [type=password]").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+1");
  });

  test("says in the page's language that nobody can look while the host is away, and looks once it is back", async () => {
    await openDialog();
    await page.getByLabel("서버 주소").fill(wall.media.url);
    await wall.killHost();
    await page.keyboard.press("Enter");
    await page.locator("dialog").getByText("확인하지 못했습니다: 호스트에 연결할 수 없습니다").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+,");
    await page.locator("[data-section=channels]").click();
    const secret = page.locator('[data-setting="alerts.slack.secretRef"]');
    await secret.getByText("알 수 없음").waitFor();
    await wall.restartHost();
    await secret.getByText("없음", { exact: true }).waitFor();
    await openDialog();
    await page.getByLabel("서버 주소").fill(wall.media.url);
    await page.keyboard.press("Enter");
    await page.locator("dialog").getByText("서버가 응답합니다").waitFor();
  });
});
