import type { StepScore } from "../statistics/score-steps.ts";
import { toPlainText } from "../plain-text.ts";
import { ACT_TYPES } from "../alarms/acts-on-alarms.ts";
import type { ReportAct, ReportActs } from "./collect-acts.ts";
import type { PaperPart, PaperSection } from "./paper.ts";
import type { PaperContext } from "./paper-context.ts";

/** What was done: by the program itself, step by step, and by people about alarms. */
export function buildActSection(steps: readonly StepScore[], { acts, counts }: ReportActs, context: PaperContext): PaperSection {
  const { words, formats } = context;
  const { section, noActs, noSteps, actCounts, act, outagesShown } = words;
  const total = ACT_TYPES.reduce((sum, type) => sum + counts[type], 0);
  const said = ACT_TYPES.filter((type) => counts[type] > 0).map((type) => `${act[type]} ${formats.count(counts[type])}`);
  const parts: PaperPart[] = [
    steps.length === 0 ? { kind: "text", text: noSteps } : { kind: "table", table: makeStepTable(steps, context) },
  ];
  if (total === 0) parts.push({ kind: "text", text: noActs });
  else parts.push({ kind: "text", text: actCounts(said.join(", ")) }, { kind: "table", table: makeActTable(acts, context) });
  if (acts.length < total) parts.push({ kind: "note", text: outagesShown(formats.count(acts.length), formats.count(total)) });
  return { title: section.acts, name: "acts", parts };
}

function makeStepTable(steps: readonly StepScore[], { words, formats }: PaperContext) {
  const { column, step: names, took, none } = words;
  return {
    label: column.step,
    name: "steps",
    columns: [{ title: column.step, isText: true }, { title: column.tried }, { title: column.recoveredCount }, { title: column.took }],
    rows: steps.map(({ step, tried, recovered, medianTook }) => ({
      key: step,
      cells: [
        names[step],
        formats.count(tried),
        formats.count(recovered),
        medianTook === undefined ? none : took(formats.decimal(medianTook / 1_000)),
      ],
    })),
  };
}

function makeActTable(acts: readonly ReportAct[], { words, formats, nameAlarm }: PaperContext) {
  const { section, column, act: names, until: sayUntil } = words;
  return {
    label: section.acts,
    name: "acts",
    columns: [column.time, column.alarm, column.act, column.by, column.said].map((title) => ({ title, isText: true })),
    rows: acts.map((act, n) => ({
      key: String(n),
      cells: [
        formats.moment(act.at),
        nameAlarm(act),
        act.until === undefined ? names[act.type] : `${names[act.type]}, ${sayUntil(formats.moment(act.until))}`,
        toPlainText(act.by ?? ""),
        toPlainText(act.text ?? ""),
      ],
    })),
  };
}
