import { useRef, useState } from "react";
import { LEAST_COUNT } from "../../shared/patterns/pattern-finding.ts";
import type { PatternFinding } from "../../shared/patterns/pattern-finding.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import type { DashboardQuery } from "./dashboard-query.ts";
import { Panel } from "./panel.tsx";
import { PatternDialog } from "./pattern-dialog.tsx";
import { PatternList } from "./pattern-list.tsx";
import { usePatterns } from "./use-patterns.ts";
import "./patterns.css";

interface PatternsPanelProps {
  query: DashboardQuery;
  nameStream: NameStream;
}

/** What history says about itself beyond its figures. What it concerns is narrowed to the chosen streams; it is worked out from all. */
export function PatternsPanel({ query, nameStream }: PatternsPanelProps) {
  const { texts, formats } = useI18n();
  const { patterns: say } = texts;
  const { patterns, error, again, refusal, ignore } = usePatterns();
  const [open, setOpen] = useState<PatternFinding>();
  const status = useRef<HTMLParagraphElement>(null);
  const isChosen = ({ streams, incidents }: PatternFinding) =>
    (query.streams.length === 0 || streams.some((stream) => query.streams.includes(stream))) &&
    (query.servers.length === 0 || incidents.some(({ server }) => query.servers.includes(server)));
  const findings = patterns?.findings.filter(isChosen) ?? [];
  const ignored = patterns?.ignored.filter(isChosen) ?? [];
  // The button that was pressed is gone afterwards, unless it was refused.
  const change = (isIgnored: boolean) => (finding: PatternFinding) =>
    void ignore(finding, isIgnored).then((isDone) => isDone && status.current?.focus());
  return (
    <Panel title={say.title} className="two-thirds">
      {error !== undefined && (
        <p role="alert">
          {say.failed}: {error}{" "}
          <button type="button" className="small" onClick={again}>
            {texts.logs.list.again}
          </button>
        </p>
      )}
      {refusal !== undefined && (
        <p role="alert">
          {say.notChanged}: {refusal}
        </p>
      )}
      <p className="patterns-status" role="status" tabIndex={-1} ref={status}>
        {!patterns
          ? error === undefined && texts.start.loading
          : findings.length + ignored.length > 0
            ? say.summary(formats.count(findings.length), formats.count(ignored.length))
            : patterns.mostIncidents < LEAST_COUNT
              ? say.few(formats.count(patterns.mostIncidents), formats.count(LEAST_COUNT))
              : say.none}
      </p>
      <PatternList findings={findings} action={say.ignore} onAction={change(true)} onShow={setOpen} nameStream={nameStream} />
      {ignored.length > 0 && (
        <details className="patterns-ignored">
          <summary>{say.ignored(formats.count(ignored.length))}</summary>
          <PatternList findings={ignored} action={say.takeBack} onAction={change(false)} onShow={setOpen} nameStream={nameStream} />
        </details>
      )}
      {patterns && (
        <p className="hint">
          {say.asked(formats.count(patterns.asked.rhythm), formats.count(patterns.asked.rate), formats.count(patterns.asked.together))}
          {patterns.leftOut > 0 && ` · ${say.leftOut(formats.count(patterns.leftOut))}`}
        </p>
      )}
      {open && <PatternDialog finding={open} nameStream={nameStream} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}
