import type { Language } from "../../shared/choose-language.ts";
import { COMMAND_LABELS } from "../../shared/command-labels.ts";
import type { CommandId } from "../../shared/commands.ts";
import type { MenuId } from "../../shared/menus.ts";

/** Texts of the native menu and of what the desktop host says by itself. */
interface MenuLabels {
  menu: Record<MenuId | "edit", string>;
  role: Record<"quit" | "copy" | "paste" | "selectAll" | "zoomIn" | "zoomOut" | "resetZoom" | "reload", string>;
  command: Record<CommandId, string>;
  /** Of the dialogs that choose logs. */
  chooseLogs: Record<"files" | "folder" | "filter", string>;
  /** Of the dialog that asks where a report goes. */
  savePdf: Record<"title" | "filter", string>;
  /** Of the page that is shown instead of one that crashes again and again. */
  crashLoop: Record<"message" | "detail" | "reload", string>;
  /** Of the question whether the app is to end. */
  closing: Record<"message" | "detail" | "hide" | "quit" | "cancel", string>;
  tray: Record<"show" | "fine" | "nobodyLooks" | "noStreams", string> & {
    /** `sentence` is the most urgent one's. */
    alarms: (count: number, sentence: string) => string;
  };
  /** Of the menu that opens one more window. */
  window: { open: string; onMonitor: (number: number, width: number, height: number) => string };
}

export const MENU_LABELS: Record<Language, MenuLabels> = {
  ko: {
    menu: { edit: "편집", ...COMMAND_LABELS.ko.menu },
    role: {
      quit: "종료",
      copy: "복사",
      paste: "붙여넣기",
      selectAll: "모두 선택",
      zoomIn: "확대",
      zoomOut: "축소",
      resetZoom: "원래 크기",
      reload: "화면 다시 불러오기",
    },
    command: COMMAND_LABELS.ko.command,
    savePdf: { title: "보고서를 PDF로 저장", filter: "PDF 문서" },
    chooseLogs: { files: "로그 파일 열기", folder: "로그 폴더 열기", filter: "로그 (*.jsonl, *.jsonl.gz)" },
    crashLoop: {
      message: "화면이 1분 안에 세 번 비정상 종료되었습니다.",
      detail:
        "이 창의 영상은 지금 감시되지 않습니다. 이미 쓴 기록은 저장되고 전송됩니다. 전산 담당자에게 알려 주십시오. 10분 뒤 자동으로 다시 불러옵니다.",
      reload: "지금 다시 불러오기",
    },
    closing: {
      message: "MTX Watch를 종료하시겠습니까?",
      detail: "종료하면 이 PC는 영상을 감시하지 않고, 장애도 경보도 기록하지 않습니다.",
      hide: "창만 숨기고 계속 감시",
      quit: "종료",
      cancel: "취소",
    },
    tray: {
      show: "창 열기",
      fine: "이상 없음",
      nobodyLooks: "미관측: 감시 화면이 응답하지 않습니다",
      noStreams: "미관측: 감시할 영상이 없습니다",
      alarms: (count, sentence) => `경보 ${count}건. ${sentence}`,
    },
    window: { open: "새 창", onMonitor: (number, width, height) => `모니터 ${number} (${width}×${height})` },
  },
  en: {
    menu: { edit: "Edit", ...COMMAND_LABELS.en.menu },
    role: {
      quit: "Quit",
      copy: "Copy",
      paste: "Paste",
      selectAll: "Select All",
      zoomIn: "Zoom In",
      zoomOut: "Zoom Out",
      resetZoom: "Actual Size",
      reload: "Reload Page",
    },
    command: COMMAND_LABELS.en.command,
    savePdf: { title: "Save report as PDF", filter: "PDF document" },
    chooseLogs: { files: "Open log files", folder: "Open folder of logs", filter: "Logs (*.jsonl, *.jsonl.gz)" },
    crashLoop: {
      message: "The page has crashed three times within a minute.",
      detail:
        "The streams of this window are not watched now. Records that were written are kept and sent. Please tell the administrator. It is loaded again by itself in ten minutes.",
      reload: "Load again now",
    },
    closing: {
      message: "Quit MTX Watch?",
      detail: "Without it this PC watches no stream and records neither failures nor alarms.",
      hide: "Hide it and go on watching",
      quit: "Quit",
      cancel: "Cancel",
    },
    tray: {
      show: "Open window",
      fine: "All is well",
      nobodyLooks: "Unknown: no page answers",
      noStreams: "Unknown: there is no stream to watch",
      alarms: (count, sentence) => `${count} alarms. ${sentence}`,
    },
    window: { open: "New Window", onMonitor: (number, width, height) => `Monitor ${number} (${width}×${height})` },
  },
};
