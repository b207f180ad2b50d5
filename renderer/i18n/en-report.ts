import type { Texts } from "./ko.ts";

/** English texts of the monthly report's screen; a part of en.ts. */
export const enReport: Texts["report"] = {
  title: "Monthly report",
  documentTitle: (month) => `MTX Watch monthly report ${month}`,
  away: "Host connection lost. The report is loaded again when it is back.",
  tool: {
    month: "Month",
    previous: "Previous month",
    next: "Next month",
    print: "Print",
    printOrSave: "Print / save as PDF",
    savePdf: "Save as PDF",
    csvStreams: "CSV: streams",
    csvDays: "CSV: days",
    saving: "Saving the PDF",
    saved: (path) => `Saved: ${path}`,
    cancelled: "Not saved",
    saveFailed: (reason) => `The PDF could not be saved: ${reason}`,
  },
  written: {
    label: "Reports written by themselves",
    at: (moment) => `Written: ${moment}`,
    failed: (moment, reason) => `Not written since ${moment}, tried again every 10 minutes: ${reason}`,
    notSaved: (reason) => `It could not be saved: ${reason}`,
    file: { streams: "CSV: streams", sites: "CSV: sites", days: "CSV: days", acts: "CSV: acts" },
  },
  key: { scroll: "Move through the report" },
};
