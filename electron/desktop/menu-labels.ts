import type { Language } from "../../shared/choose-language.ts";
import { COMMAND_LABELS } from "../../shared/command-labels.ts";
import type { CommandId } from "../../shared/commands.ts";

/** Texts of the native menu and of what the desktop host says by itself. */
interface MenuLabels {
  menu: Record<"file" | "edit" | "view" | "language" | "help", string>;
  role: Record<"quit" | "copy" | "paste" | "selectAll" | "zoomIn" | "zoomOut" | "resetZoom" | "reload", string>;
  command: Record<CommandId, string>;
  crashLoop: Record<"message" | "detail" | "reload" | "quit", string>;
}

export const MENU_LABELS: Record<Language, MenuLabels> = {
  ko: {
    menu: { file: "파일", edit: "편집", ...COMMAND_LABELS.ko.menu },
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
    crashLoop: {
      message: "화면이 1분 안에 세 번 비정상 종료되었습니다.",
      detail: "기록은 계속 저장되고 전송됩니다. 다시 불러오기 전에 관리자에게 알려 주십시오.",
      reload: "다시 불러오기",
      quit: "종료",
    },
  },
  en: {
    menu: { file: "File", edit: "Edit", ...COMMAND_LABELS.en.menu },
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
    crashLoop: {
      message: "The page has crashed three times within a minute.",
      detail: "Records are still kept and sent. Please tell the administrator before you load it again.",
      reload: "Load again",
      quit: "Quit",
    },
  },
};
