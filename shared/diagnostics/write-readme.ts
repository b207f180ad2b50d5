import type { Language } from "../choose-language.ts";

export interface ReadmeFacts {
  /** Of the files beside it. */
  names: readonly string[];
  /** Files that are not there, or not to their end, because the archive would have become too large. */
  cut: readonly string[];
  /** So many days of logs. */
  days: number;
  version: string;
}

/** What is in a file for support, and what was taken out of it: for whoever sends it, and for whoever reads it. */
export function writeReadme({ names, cut, days, version }: ReadmeFacts, language: Language): string {
  const { about, masked, kept, short } = WORDS[language];
  const list = (all: readonly string[]): string[] => all.map((name) => `  ${name}`);
  return [
    `MTX Watch ${version}`,
    "",
    ...about(String(days)),
    ...list(names),
    "",
    ...masked,
    "",
    ...kept,
    ...(cut.length > 0 ? ["", short, ...list(cut)] : []),
    "",
  ].join("\n");
}

const WORDS: Record<Language, { about: (days: string) => string[]; masked: string[]; kept: string[]; short: string }> = {
  ko: {
    about: (days) => [
      "기술 지원을 위한 파일입니다. 진단 결과, 비밀 값이 없는 설정, 버전, 프로그램 로그와",
      `최근 ${days}일의 경보, 오류, 상태 기록이 들어 있습니다.`,
    ],
    masked: [
      "가린 것: 주소, 호스트 이름, URL, 메일 주소, 계정 이름은 [address-1], [host-1], [url-1], [mail-1],",
      "[account-1]처럼 번호로 바뀌어 있습니다. 같은 번호는 이 파일 안에서 같은 것입니다.",
      "비밀번호, 토큰, 핀은 들어 있지 않습니다.",
    ],
    kept: ["남은 것: 서버, 영상, 현장, PC, 담당자의 이름(설정에서 지은 이름)과 설명. 보내기 전에 열어 확인하십시오."],
    short: "너무 커서 빠지거나 끝까지 담지 못한 파일:",
  },
  en: {
    about: (days) => [
      "A file for support: the diagnostics, the settings without secrets, versions, the app's own log,",
      `and alarms, errors and states of the last ${days} days.`,
    ],
    masked: [
      "Masked: addresses, host names, URLs, mail addresses and account names are numbers, such as [address-1],",
      "[host-1], [url-1], [mail-1], [account-1]. The same number is the same one throughout this file.",
      "There are no passwords, tokens or PINs in it.",
    ],
    kept: [
      "Not masked: names that somebody gave to servers, streams, sites, PCs and people, and comments. Look through it before it is sent.",
    ],
    short: "Left out, or cut off, because the file would have become too large:",
  },
};
