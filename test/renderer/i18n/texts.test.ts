import { describe, expect, test } from "vitest";
import { REASON_NAMES } from "../../../shared/reasons.ts";
import { PAPER_WORDS } from "../../../shared/report/paper-words.ts";
import { en } from "../../../renderer/i18n/en.ts";
import { ko } from "../../../renderer/i18n/ko.ts";

/** Every text with its dotted key; functions are called with a visible value for each parameter. */
function listTexts(value: unknown, key = ""): [key: string, text: string][] {
  if (typeof value === "string") return [[key, value]];
  if (typeof value === "function") return [[key, String(value(...["①", "②", "③"].slice(0, value.length)))]];
  return Object.entries(value as object).flatMap(([name, inner]) => listTexts(inner, key === "" ? name : `${key}.${name}`));
}

const korean = new Map(listTexts({ ...ko, paper: PAPER_WORDS.ko }));
const english = new Map(listTexts({ ...en, paper: PAPER_WORDS.en }));
/** Names and signs, in which there is no word of any language. */
const NAMES = new Set([
  "appName",
  "tile.status",
  "command.useKorean",
  "command.useEnglish",
  "dashboard.disagreements.pc",
  "fleet.column.pc",
  "logs.sentence.quote",
  "logs.sentence.nor",
  "dashboard.linesWaiting",
  "settings.list.of",
  "settings.option.language.en",
  "settings.option.alerts.syslog.transport.udp",
  "settings.option.alerts.syslog.transport.tcp",
  "paper.head.client",
  "paper.head.between",
  "paper.signature.title",
]);

describe("the texts", () => {
  test("exist in both languages, and none is empty", () => {
    expect([...english.keys()].sort()).toEqual([...korean.keys()].sort());
    const isEmpty = ([key, text]: [string, string]) => text.trim() === "" && key !== "paper.signature.title"; // English papers have none
    expect([...korean, ...english].filter(isEmpty)).toEqual([]);
  });

  test("are Korean in Korean and hold no Korean in English", () => {
    for (const [key, text] of korean) if (!NAMES.has(key)) expect(text, key).toMatch(/[가-힣]/);
    for (const [key, text] of english) if (!NAMES.has(key)) expect(text, key).not.toMatch(/[가-힣]/);
  });

  test("use each value they are given, in both languages", () => {
    for (const [key, text] of korean) {
      for (const value of ["①", "②", "③"]) expect(english.get(key)?.includes(value), `${key} ${value}`).toBe(text.includes(value));
    }
  });

  test.each([ko, en])("say something else for every reason", ({ reason }) => {
    expect(new Set(Object.values(reason)).size).toBe(REASON_NAMES.length);
  });

  test("say of a server that is down what the specification says", () => {
    expect(ko.tile.serverDown("서버 A", "02:10")).toBe("서버 A 응답 없음, 02:10부터, 복구되면 자동 연결");
  });
});
