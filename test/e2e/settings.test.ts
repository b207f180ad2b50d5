import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { SECTION_IDS } from "../../renderer/settings/sections.ts";
import type { SectionId } from "../../renderer/settings/sections.ts";
import { listSettingKeys } from "../../renderer/settings/setting-keys.ts";
import type { SettingKey } from "../../renderer/settings/setting-keys.ts";
import { expectAuditLog } from "../support/expect-audit-log.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { findClosedPort } from "../support/find-closed-port.ts";
import { SLOW } from "../support/slow.ts";
import { startSettings } from "../support/start-settings.ts";
import type { SettingsBench } from "../support/start-settings.ts";

/** A thousand, of which two play. */
const MANY = Array.from({ length: 1_000 }, (_, i) => ({
  id: `w${i}`,
  from: "2026-01-08T02:00",
  to: "2026-01-08T04:00",
  streams: [`s${i}`],
}));

describe("the settings screen", () => {
  let bench: SettingsBench;
  let page: Page;
  /** Of the page's own policy: what it was not allowed to do. */
  const complaints: string[] = [];
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
  const field = (key: SettingKey) => page.locator(`[data-setting="${key}"]`);
  const openSettings = async (section: SectionId) => {
    await page.keyboard.press("Control+,");
    await page.click(`[data-section=${section}]`);
  };
  const save = async () => {
    await button("저장").click();
    await page.getByText("저장했습니다").waitFor();
  };
  const sessions = async () => (await bench.media.state()).sessions.map(({ id }) => id).sort();

  beforeAll(async () => {
    bench = await startSettings(2, {
      policy: { logs: { retentionDays: 30 }, alerts: { slack: { secretRef: "slack" } } },
      env: { MTX_SECRET_SLACK: "https://hooks.example/secret" },
      change: { maintenance: MANY.map(({ id: _id, ...window }) => window) },
    });
    ({ page } = bench);
    await page.exposeFunction("noteComplaint", (directive: string) => void complaints.push(directive));
    await page.evaluate(() => {
      const { noteComplaint } = globalThis as unknown as { noteComplaint: (directive: string) => void };
      document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => noteComplaint(violatedDirective));
    });
    await vi.waitUntil(async () => (await page.locator(".wall .tile[data-condition=live]").count()) === 2, SLOW);
  });
  afterAll(() => bench?.stop());
  beforeEach(async () => {
    await page.keyboard.press("Escape");
  });

  test("renames a stream that plays on, by keyboard alone", async () => {
    const before = await sessions();
    await openSettings("streams");
    await button("1번 출입구 편집").focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog").getByLabel("이름", { exact: true }).fill("정문");
    await page.keyboard.press("Enter");
    await page.getByText("저장하지 않은 변경 1건").first().waitFor();
    await button("저장").focus();
    await page.keyboard.press("Enter");
    await page.getByText("저장했습니다").waitFor();
    expect(bench.read().streams?.[0]).toMatchObject({ id: "s1", name: "정문", path: "demo-1" });
    await page.keyboard.press("Control+1");
    await page.locator(".tile[data-condition=live]", { hasText: "정문" }).waitFor();
    expect(await sessions()).toEqual(before);
  });

  test("takes the first Esc for the secret that is being typed, the next for the dialog", async () => {
    await openSettings("streams");
    await button("본관 편집").click();
    const dialog = page.locator("dialog");
    await dialog.locator("select").first().selectOption("bearer");
    await dialog.getByRole("button", { name: "토큰: 입력…" }).click();
    await page.keyboard.type("half a tok");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement!.getAttribute("aria-label") === "토큰: 입력…");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await button("본관 편집").waitFor();
  });

  test("adds a stream and takes it away again, and puts others in another order", async () => {
    await openSettings("streams");
    await page.locator('[data-setting="streams"]').getByRole("button", { name: "추가…", exact: true }).click();
    const wrong = page.locator('dialog [aria-invalid="true"]');
    await button("확인").waitFor();
    expect(await wrong.count()).toBe(0); // nobody has come to the fields yet
    await button("확인").click();
    await page.locator("dialog").getByText("비워 둘 수 없습니다").waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest("[data-setting]")?.getAttribute("data-setting"))).toBe("path");
    await page.keyboard.type("demo-1");
    await button("확인").click();
    await save();
    await vi.waitUntil(async () => (await page.locator(".tile").count()) === 3, SLOW);
    await button("2번 출입구 위로").click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("2번 출입구 위로");
    await button("demo-1 삭제").click();
    await page.locator("dialog").getByRole("button", { name: "삭제" }).click();
    await save();
    expect(bench.read().streams?.map(({ id }) => id)).toEqual(["s2", "s1"]);
    await vi.waitUntil(async () => (await page.locator(".tile").count()) === 2, SLOW);
  });

  test("finds one among a thousand", async () => {
    await openSettings("maintenance");
    await page.getByText("1,000개 중 1–100").waitFor();
    await button("뒤").click();
    await page.getByText("1,000개 중 101–200").waitFor();
    await page.getByLabel("점검 시간, 찾기").fill("s777");
    await page.getByText("1개 중 1–1").waitFor();
  });

  test("shows what the policy locks, and says what is wrong while one types", async () => {
    await openSettings("logs");
    const locked = field("logs.retentionDays");
    await locked.getByText("정책으로 고정됨").waitFor();
    expect(await locked.locator("input").isDisabled()).toBe(true);
    expect(await locked.locator("input").inputValue()).toBe("30");
    const input = field("logs.compressAfterDays").locator("input");
    await input.fill("0");
    await field("logs.compressAfterDays").getByText("입력 확인: 1~3,650 사이의 정수").waitFor();
    expect(await input.getAttribute("aria-invalid")).toBe("true");
    await page.click("[data-section=client]");
    await button("저장").click();
    await vi.waitUntil(async () => input.evaluate((element) => element === document.activeElement), SLOW);
    expect(bench.read().logs).toBeUndefined();
    await input.fill("14");
    await save();
    expect(bench.read().logs).toEqual({ compressAfterDays: 14 });
  });

  test("says in words why a message did not go out, and never shows a secret", async () => {
    const port = await findClosedPort();
    await openSettings("channels");
    const mail = page.getByRole("group", { name: "메일", exact: true });
    const test = mail.getByRole("button", { name: "시험 알림 보내기" });
    await test.click();
    await mail.getByText("설정이 부족합니다").waitFor();
    await field("alerts.email.host").locator("input").fill("127.0.0.1");
    await field("alerts.email.port").locator("input").fill(String(port));
    await field("alerts.email.from").locator("input").fill("wall@example.com");
    await field("alerts.email.to").locator("textarea").fill("kim");
    await mail.getByText("잘못 입력한 항목을 먼저 고치십시오").waitFor();
    await field("alerts.email.to").locator("textarea").fill("kim@example.com\n");
    await test.click();
    await mail.getByText("서버에 연결할 수 없습니다").waitFor();
    await field("alerts.slack.secretRef").getByText("파일 또는 환경 변수로 지정됨").waitFor();
    const secret = field("alerts.email.secretRef");
    await secret.getByRole("button", { name: "입력…" }).click();
    await page.keyboard.type("s3cret");
    await page.keyboard.press("Enter");
    await secret.getByText("보관됨").waitFor();
    expect(await page.content()).not.toContain("s3cret");
    await secret.getByRole("button", { name: "지우기" }).click();
    await secret.getByText("되돌릴 수 없습니다").waitFor();
    await secret.getByRole("button", { name: "지우기" }).click();
    await secret.getByText("없음").waitFor();
    await button("되돌리기").click();
  });

  test("tests a server and central as they stand there", async () => {
    await openSettings("streams");
    await button("본관 연결 확인").click();
    await page.getByText("서버가 응답합니다.").waitFor();
    await page.click("[data-section=central]");
    await field("central.url").locator("input").fill("http://127.0.0.1:9");
    await button("중앙 서버 확인").click();
    await page.getByText("중앙 서버가 응답하지 않습니다").waitFor();
    await button("되돌리기").click();
  });

  test("asks before it is left with changes, and before it writes over another window's", async () => {
    await openSettings("client");
    await field("client.name").locator("input").fill("내 자리");
    await page.keyboard.press("Control+1");
    await button("계속 편집").click();
    expect(await field("client.name").locator("input").inputValue()).toBe("내 자리");
    await bench.api.saveSettings({ changes: { client: { name: "다른 자리", site: "강남" } } });
    await vi.waitUntil(async () => (await field("client.site").locator("input").inputValue()) === "강남", SLOW);
    await button("저장").click();
    await page.getByText("다른 창에서 바뀐 설정").waitFor();
    await button("내 변경으로 덮어쓰기").click();
    await page.getByText("저장했습니다").waitFor();
    expect(bench.read().client).toEqual({ name: "내 자리", site: "강남" });
    await field("client.name").locator("input").fill("버릴 이름");
    await page.goBack();
    await button("버리고 나가기").click();
    await page.locator(".settings").waitFor({ state: "detached" });
    expect(bench.read().client?.name).toBe("내 자리");
  });

  test("says why the host could not save, keeps what was typed, and saves it once it can", async () => {
    await openSettings("client");
    const content = readFileSync(bench.file);
    rmSync(bench.file);
    mkdirSync(bench.file); // nothing can be put in a folder's place
    await field("client.site").locator("input").fill("부산");
    await button("저장").click();
    await page.getByRole("alert").getByText("지금 저장할 수 없습니다").waitFor();
    rmdirSync(bench.file);
    writeFileSync(bench.file, content);
    await save();
    expect(bench.read().client).toMatchObject({ site: "부산" });
  });

  test("exports everything but secrets, and shows what an import changes before it does", async () => {
    await openSettings("client");
    const [download] = await Promise.all([page.waitForEvent("download"), button("내보내기").click()]);
    const exported = JSON.parse(readFileSync(await download.path(), "utf8")) as { streams: { name: string }[]; logs: object };
    expect(exported).toMatchObject({ streams: [{ id: "s2" }, { id: "s1" }], logs: { retentionDays: 30 } });
    expect(JSON.stringify(exported)).not.toContain("hooks.example");
    const choose = (content: string) =>
      page.locator("[name=import]").setInputFiles({ name: "s.json", mimeType: "application/json", buffer: Buffer.from(content) });
    await choose("{ nothing");
    await page.getByText("JSON 파일이 아닙니다").waitFor();
    await page.locator("dialog").getByRole("button", { name: "닫기" }).last().click();
    exported.streams[0]!.name = "가져온 이름";
    await choose(JSON.stringify({ ...exported, logs: { ...exported.logs, retentionDays: 7 } }));
    await page.getByText("추가 0, 삭제 0, 변경 1").waitFor();
    await page.getByText("정책으로 고정되어 바뀌지 않음: 오류 로그 보존 기간").waitFor();
    await page.locator("dialog").getByRole("button", { name: "가져오기" }).click();
    await save();
    expect(bench.read().streams?.map(({ name }) => name)).toEqual(["가져온 이름", "정문"]);
  });

  test("shows who did what, by kind and day, and that it is as it was written, by keyboard alone", async () => {
    await openSettings("privacy");
    await expectAuditLog(bench);
  });

  test.each([
    ["ko", 1_366, 768],
    ["en", 1_920, 1_080],
  ] as const)(
    "has a control for every key, no accessibility violation in %s at %d × %d, and nothing runs out of sight",
    async (language, width, height) => {
      await bench.api.saveSettings({ changes: { language, maintenance: [] } });
      await page.locator(`html[lang=${language}]`).waitFor();
      await page.setViewportSize({ width, height });
      await openSettings("streams");
      const drawn: string[] = [];
      for (const section of SECTION_IDS) {
        await page.click(`[data-section=${section}]`);
        drawn.push(...(await page.locator("[data-setting]").evaluateAll((all) => all.map((each) => each.getAttribute("data-setting")!))));
        expect(await findAccessibilityViolations(page), section).toEqual([]);
        expect(complaints).toEqual([]);
        expect(await page.evaluate(() => document.querySelector(".settings-content")!.scrollWidth - document.querySelector(".settings-content")!.clientWidth), section).toBe(0); // prettier-ignore
      }
      expect(drawn.sort()).toEqual(listSettingKeys().sort());
    },
  );
});
