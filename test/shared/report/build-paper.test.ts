import { expect, test } from "vitest";
import { buildPaper } from "../../../shared/report/build-paper.ts";
import { measureReport } from "../../../shared/report/measure-report.ts";
import { monthWindow } from "../../../shared/report-month.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import type { Statistics } from "../../../shared/statistics-api.ts";
import { makeStatistics } from "../../support/make-statistics.ts";

const window = monthWindow("2026-10");
const timelines = [{ streamId: "gate", server: "a:1", down: [], unknown: [] }];

/** Of the head and of what the figures rest on: who watched. */
function sayPcs(observers: Statistics["observers"], language: "ko" | "en") {
  const figures = measureReport(timelines, [], { window, configured: [], siteOf: () => "", isWanted: () => true, maintenanceOf: () => [], hours: undefined }); // prettier-ignore
  const statistics = { ...makeStatistics({ window, timelines }), observers };
  const counts = { acknowledged: 0, shelved: 0, unshelved: 0, out_of_service: 0, in_service: 0, commented: 0 };
  const paper = buildPaper(
    { month: "2026-10", statistics, figures, acts: { acts: [], counts } },
    { language, settings: settingsSchema.parse({}), hostName: "central", version: "1.2.3", servers: [], createdAt: window.to },
  );
  const [quality] = paper.sections.at(-1)!.parts;
  const all = [...paper.facts, ...(quality?.kind === "facts" ? quality.facts : [])];
  const said = (name: string) => all.find((fact) => fact.name === name)?.value;
  return [said("PC"), said(language === "ko" ? "관측한 PC" : "Observed by")];
}

test("the paper of one PC is under its name; a room's says how many PCs it rests on, not whose folder they were read from", () => {
  expect(sayPcs([{ id: "1", name: "1번 관제석" }], "ko")).toEqual(["central", undefined]);
  const room = ["1번 관제석", "2번 관제석"].map((name, n) => ({ id: String(n), name }));
  expect(sayPcs(room, "ko")).toEqual(["2대의 관측을 합침", "1번 관제석, 2번 관제석"]);
  expect(sayPcs(room, "en")).toEqual(["what 2 PCs saw, put together", "1번 관제석, 2번 관제석"]);
});
