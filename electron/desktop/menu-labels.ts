import type { Language } from "../../shared/choose-language.ts";
import { COMMAND_LABELS } from "../../shared/command-labels.ts";
import type { CommandId, MenuId } from "../../shared/commands.ts";

/** Texts of the native menu and of what the desktop host says by itself. */
interface MenuLabels {
  menu: Record<MenuId | "edit", string>;
  role: Record<"quit" | "copy" | "paste" | "selectAll" | "zoomIn" | "zoomOut" | "resetZoom" | "reload", string>;
  command: Record<CommandId, string>;
  /** Of the dialogs that choose logs. */
  chooseLogs: Record<"files" | "folder" | "filter", string>;
  /** Of the dialog that asks where a report goes. */
  savePdf: Record<"title" | "filter", string>;
  crashLoop: Record<"message" | "detail" | "reload" | "quit", string>;
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
      detail: "기록은 계속 저장되고 전송됩니다. 다시 불러오기 전에 전산 담당자에게 알려 주십시오.",
      reload: "다시 불러오기",
      quit: "종료",
    },
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
      detail: "Records are still kept and sent. Please tell the administrator before you load it again.",
      reload: "Load again",
      quit: "Quit",
    },
  },
};
