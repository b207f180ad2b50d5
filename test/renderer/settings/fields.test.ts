import { describe, expect, test } from "vitest";
import { isLocked } from "../../../renderer/api/is-locked.ts";
import { describeField, isValid } from "../../../renderer/settings/describe-field.ts";
import type { Field } from "../../../renderer/settings/describe-field.ts";
import { sayDefault, sayRule, sayUnit } from "../../../renderer/settings/say-rule.ts";
import { listGroups, findSection, SECTION_IDS } from "../../../renderer/settings/sections.ts";
import { itemSchemaOf, listSettingKeys, schemaAt, shapeOf } from "../../../renderer/settings/setting-keys.ts";
import type { ListKey, SettingKey } from "../../../renderer/settings/setting-keys.ts";
import { createFormats } from "../../../shared/create-formats.ts";
import { en } from "../../../renderer/i18n/en.ts";
import { ko } from "../../../renderer/i18n/ko.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";

const LISTS: ListKey[] = ["servers", "streams", "maintenance", "operators", "alerts.quietHours", "alerts.routes"];
const korean = { texts: ko, formats: createFormats("ko") };
const english = { texts: en, formats: createFormats("en") };

/** Dotted keys of what the settings hold, found without the schema. */
function walk(value: unknown, key = ""): string[] {
  const isLeaf = typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length === 0;
  if (isLeaf) return [key];
  return Object.entries(value).flatMap(([name, inner]) => walk(inner, key === "" ? name : `${key}.${name}`));
}

describe("the settings screen", () => {
  test("has a place, a field and a label in both languages for every key of the settings", () => {
    const keys = walk(DEFAULT_SETTINGS);
    expect([...listSettingKeys()].sort()).toEqual([...keys].sort());
    const placed = SECTION_IDS.flatMap((section) => listGroups(section).flatMap((group) => group.keys));
    expect([...placed].sort()).toEqual([...keys].sort());
    for (const { settings } of [ko, en]) expect(Object.keys(settings.label).sort()).toEqual([...keys].sort());
    for (const key of listSettingKeys()) {
      const { kind } = describeField(schemaAt(key));
      expect(kind === "items", key).toBe((LISTS as string[]).includes(key) || key === "wall.layouts");
      expect(kind === "perhaps", key).toBe(key === "report.serviceHours");
      expect(kind, key).not.toBe("auth");
    }
  });

  test("has a label for every field of an entry but its id", () => {
    for (const list of LISTS) {
      for (const name of Object.keys(shapeOf(itemSchemaOf(list))).filter((each) => each !== "id"))
        for (const { settings } of [ko, en]) expect((settings.item as Record<string, string>)[name], `${list} ${name}`).toBeDefined();
    }
  });

  test("has words for every choice", () => {
    const choices = listSettingKeys().flatMap((key) => {
      const field = describeField(schemaAt(key));
      return field.kind === "choice" ? [[key, field.options] as const] : [];
    });
    for (const [key, options] of choices)
      for (const { settings } of [ko, en]) expect(Object.keys((settings.option as Record<string, object>)[key]!), key).toEqual(options);
  });

  test("finds a key by the section whose beginning is the longest", () => {
    expect(findSection("alerts.email.host")).toBe("channels");
    expect(findSection("alerts.onDelaySeconds")).toBe("alerts");
  });
});

describe("a field", () => {
  test.each<[SettingKey, Field]>([
    ["logs.retentionDays", { kind: "number", min: 1, max: 36_500, isWhole: true }],
    ["logs.maxFileMegabytes", { kind: "number", min: 1, max: 4_096, isWhole: false }],
    ["wall.columns", { kind: "number", min: 1, max: 16, isWhole: true, special: "auto" }],
    ["wall.frozenAfterSeconds", { kind: "number", min: 10, max: 3_600, isWhole: true, special: 0 }],
    ["central.url", { kind: "text", format: "url", min: 0, max: 2_048 }],
    ["central.secretRef", { kind: "text", format: "secret", min: 0, max: 1_000 }],
    ["client.name", { kind: "text", min: 0, max: 200 }],
    ["alerts.email.to", { kind: "lines", format: "mail", max: 50 }],
    ["alerts.sound", { kind: "switch" }],
    ["language", { kind: "choice", options: ["system", "ko", "en"], isOptional: false }],
  ])("of %s is what the schema says", (key, field) => expect(describeField(schemaAt(key))).toEqual(field));

  test("of an entry may be days, choices that may be left out, a sign-in, something or nothing", () => {
    const { weekly, streams } = shapeOf(itemSchemaOf("maintenance"));
    const route = shapeOf(itemSchemaOf("alerts.routes"));
    expect(describeField(weekly!)).toEqual({ kind: "perhaps", names: ["days", "from", "to"] });
    expect(describeField(shapeOf(weekly!).days!)).toEqual({ kind: "checks", options: [0, 1, 2, 3, 4, 5, 6], isOptional: false, min: 1 });
    expect(describeField(streams!)).toEqual({ kind: "lines", format: "id", max: 10_000 });
    expect(describeField(route.priority!)).toEqual({ kind: "checks", options: ["high", "medium", "low"], isOptional: true, min: 1 });
    expect(describeField(route.owner!)).toEqual({ kind: "choice", options: ["operator", "administrator"], isOptional: true });
    expect(describeField(shapeOf(itemSchemaOf("servers")).auth!)).toEqual({ kind: "auth" });
  });

  test.each<[SettingKey, unknown, string, string]>([
    ["logs.retentionDays", 0, "1~36,500 사이의 정수", "a whole number from 1 to 36,500"],
    ["wall.frozenAfterSeconds", 5, "0 또는 10~3,600 사이의 정수", "0, or a whole number from 10 to 3,600"],
    ["wall.columns", "many", "1~16 사이의 정수, 또는 빈칸", "a whole number from 1 to 16, or empty"],
    ["central.url", "ftp://x", "http:// 또는 https://로 시작하는 주소", "begins with http://"],
    ["alerts.email.host", "a b", "서버 이름 또는 IP 주소", "a host name"],
    ["alerts.email.to", ["nobody"], "메일 주소", "a mail address"],
    ["client.name", "x".repeat(201), "200자 이하", "at most 200 characters"],
    ["central.secretRef", "Große", "영문 소문자", "a small letter"],
  ])("of %s says in the language what %j should be", (key, wrong, inKorean, inEnglish) => {
    const schema = schemaAt(key);
    expect(isValid(schema, wrong)).toBe(false);
    expect(sayRule(describeField(schema), korean)).toContain(inKorean);
    expect(sayRule(describeField(schema), english)).toContain(inEnglish);
  });

  test("has a rule in words wherever something can be typed wrong", () => {
    const free = [...listSettingKeys().map(schemaAt), ...LISTS.flatMap((list) => Object.values(shapeOf(itemSchemaOf(list))))];
    for (const schema of free) {
      const field = describeField(schema);
      if (field.kind === "number" || field.kind === "text") expect(sayRule(field, korean)).toMatch(/[가-힣]/);
    }
  });

  test("has the unit that its key ends in", () => {
    expect(["logs.retentionDays", "wall.frozenAfterSeconds", "logs.minFreeMegabytes", "alerts.email.port"].map((key) => sayUnit(key, 60, korean))).toEqual(["일", "초", "MB", ""]); // prettier-ignore
    expect(sayUnit("alerts.repeatSeconds", 14_400, korean)).toBe("초 (4시간)");
    expect(sayUnit("alerts.repeatSeconds", "14,400", english)).toBe("s");
  });

  test("says what its number is when nobody sets it", () => {
    expect(sayDefault(schemaAt("logs.maxTotalMegabytes"), korean)).toBe("기본값 2,048");
    expect(sayDefault(schemaAt("wall.columns"), korean)).toBe("");
    expect(sayDefault(schemaAt("client.name"), korean)).toBe("");
  });
});

test("a key is locked when the policy sets it, what is in it or what it is in", () => {
  expect(isLocked(["logs.retentionDays", "servers"], "logs.retentionDays")).toBe(true);
  expect(isLocked(["servers"], "servers")).toBe(true);
  expect(isLocked(["alerts"], "alerts.sound")).toBe(true);
  expect(isLocked(["logs.retentionDays"], "logs")).toBe(true);
  expect(isLocked(["logs.retentionDays"], "logs.retention")).toBe(false);
});
