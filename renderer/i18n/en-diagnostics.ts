import type { DiagnosticsTexts } from "./ko-diagnostics.ts";

/** English texts of the diagnostics' screen; a part of en.ts. */
export const enDiagnostics: DiagnosticsTexts = {
  intro: "Everything that the settings name is looked at. That takes 20 s at most; nothing is changed, nothing is sent.",
  running: "Checking.",
  failed: "The diagnostics failed",
  again: "Run again",
  copy: "Copy as text",
  copied: "Copied",
  onlyTrouble: "Show trouble only",
  noTrouble: "There is no trouble.",
  column: { state: "Result", check: "Check", place: "Address", finding: "What was found", took: "Time" },
  key: "Move between buttons and list",
};
