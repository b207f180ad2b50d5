import type { Language } from "./choose-language.ts";
import type { CommandId } from "./commands.ts";
import type { MenuId } from "./menus.ts";

interface CommandLabels {
  menu: Record<MenuId, string>;
  command: Record<CommandId, string>;
}

/** What the commands and their menus are called, in the native menu and in the page's own alike. */
export const COMMAND_LABELS: Record<Language, CommandLabels> = {
  ko: {
    menu: { file: "파일", view: "보기", logs: "로그", alarms: "경보", dashboard: "대시보드", settings: "설정", help: "도움말" },
    command: {
      addStreams: "서버와 영상 추가…",
      chooseLogFiles: "로그 파일 열기…",
      chooseLogFolder: "로그 폴더 열기…",
      openLogFolder: "이 PC의 로그 폴더 보기",
      showSettings: "설정",
      showWall: "비디오 월",
      showAlarms: "경보",
      showLogs: "오류 로그",
      showDashboard: "대시보드",
      showReport: "월간 보고서…",
      showHandover: "인수인계",
      changeOperator: "근무자 바꾸기…",
      editLayouts: "레이아웃 편집",
      openTestTile: "테스트 타일",
      muteAlarms: "경보 소리 끄기",
      toggleStatistics: "통계 표시",
      toggleFullScreen: "전체 화면",
      useKorean: "한국어",
      useEnglish: "English",
      showDiagnostics: "시스템 진단",
      showKeys: "단축키",
    },
  },
  en: {
    menu: { file: "File", view: "View", logs: "Logs", alarms: "Alarms", dashboard: "Dashboard", settings: "Settings", help: "Help" },
    command: {
      addStreams: "Add server and streams…",
      chooseLogFiles: "Open log files…",
      chooseLogFolder: "Open folder of logs…",
      openLogFolder: "Show this PC's log folder",
      showSettings: "Settings",
      showWall: "Video wall",
      showAlarms: "Alarms",
      showLogs: "Error log",
      showDashboard: "Dashboard",
      showReport: "Monthly report…",
      showHandover: "Hand-over",
      changeOperator: "Change operator…",
      editLayouts: "Edit layouts",
      openTestTile: "Test tile",
      muteAlarms: "Mute alarms",
      toggleStatistics: "Statistics",
      toggleFullScreen: "Full screen",
      useKorean: "한국어",
      useEnglish: "English",
      showDiagnostics: "Diagnostics",
      showKeys: "Keys",
    },
  },
};
