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
  support: {
    save: "Save a file for support",
    hint: "The file for support holds these diagnostics, the settings without secrets, versions and the logs of the last 7 days. Addresses, host names and accounts are masked. Open it before you send it.",
    running: "Making the file.",
    cancel: "Cancel the file",
    saved: (name) => `Made: ${name}`,
    failed: "The file could not be made",
  },
  key: "Move between buttons and list",
};
