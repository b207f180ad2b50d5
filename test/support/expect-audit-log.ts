import { readFileSync } from "node:fs";
import { expect, vi } from "vitest";
import { AUDIT_EVENTS } from "../../shared/audit/audit-entry.ts";
import { SLOW } from "./slow.ts";
import type { SettingsBench } from "./start-settings.ts";

/** The privacy section shows what was done here before: settings were changed and exported, a secret was removed. By keyboard. */
export async function expectAuditLog({ page, api }: Pick<SettingsBench, "page" | "api">): Promise<void> {
  const log = page.getByRole("group", { name: "감사 기록" });
  await log.getByText("모두 쓰인 그대로입니다").waitFor();
  await log.locator("tr[data-event=settings_changed]", { hasText: "현장: 강남 → 부산" }).waitFor();
  await log.locator("tr[data-event=secret_removed]").waitFor();
  await log.getByLabel("종류").focus();
  for (let i = 0; i <= AUDIT_EVENTS.indexOf("exported"); i++) await page.keyboard.press("ArrowDown");
  await log.locator("tr[data-event=exported]", { hasText: "설정" }).waitFor();
  await vi.waitUntil(async () => (await log.locator("tbody tr:not([data-event=exported])").count()) === 0, SLOW);
  await log.getByRole("button", { name: "CSV로 내보내기" }).focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(readFileSync(await download.path(), "utf8").split("\r\n")[1]).toContain(",내보내기,");
  await log.getByText("1건을 내보냈습니다.").waitFor();
  await log.getByLabel("날짜").fill("2001-01-01");
  await log.getByText("해당하는 기록이 없습니다.").waitFor();
  const { lines } = await api.readAudit({ event: "exported" });
  expect(lines.map(({ what }) => what.kind)).toEqual(["audit", "settings"]);
}
