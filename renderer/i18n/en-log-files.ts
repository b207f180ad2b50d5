import type { Texts } from "./ko.ts";

/** English texts of what the log viewer does with files and with the central server; a part of en-logs.ts. */
export const enLogFiles: Pick<Texts["logs"], "exports" | "folder" | "resend" | "incoming"> = {
  exports: {
    label: "Export",
    intro: (count) => `Saves the ${count} records of the present filter to a file.`,
    introAny: "Saves the records of the present filter to a file.",
    format: "Format",
    jsonl: "JSONL, as written",
    csv: "CSV, for Excel",
    mask: "Mask addresses, host names and URLs",
    start: "Save",
    running: "Reading records",
    cancel: "Cancel",
    progress: (count) => `${count} read`,
    done: (count) => `${count} records saved`,
    failed: "The export failed",
  },
  folder: {
    label: "Log folder",
    own: "This PC's logs",
    copy: "Copy path",
    open: "Open another PC's logs",
    path: "Path of a folder or file",
    pathHint:
      "A .jsonl file or a folder of them; compressed .jsonl.gz files too. Several PCs' folders together: one per line (Shift+Enter).",
    go: "Open",
    back: "Back to this PC's logs",
    figures: "Dashboard of these",
    failed: "Could not be opened",
    noLogs: "there are no .jsonl or .jsonl.gz files at this path",
    opened: (files, size) => `${files} files, ${size}`,
    opening: "Opening",
    show: "Show folder",
    noShell: "A browser cannot open the file manager. Copy the path and paste it there.",
    sent: "Files opened in this browser",
  },
  resend: {
    one: "Send again",
    all: "Send all again…",
    hint: "Central has rejected these records. Once its side is mended they can be sent again.",
    ask: (count) =>
      `Sends the ${count} rejected records to the central server again. What is rejected again stays here, with the new reason.`,
    askAny: "Sends the rejected records to the central server again. What is rejected again stays here, with the new reason.",
    start: "Send again",
    sent: (count) => `${count} records are sent again`,
    failed: "Could not be sent",
  },
  incoming: {
    drop: "Drop log files or a folder here",
    sending: "Reading files",
    none: "These are no logs: only .jsonl and .jsonl.gz files, or a folder of them, can be opened.",
    leftOut: (count) => `${count} files that are no logs were left out.`,
  },
};
