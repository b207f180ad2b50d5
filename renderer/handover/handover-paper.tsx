import type { ReactNode } from "react";
import { HANDOVER_WORDS } from "../../shared/shifts/handover-words.ts";
import type { HandoverWords } from "../../shared/shifts/handover-words.ts";
import type { HandoverFacts } from "../../shared/shifts/handover.ts";
import { writeHandoverLines } from "../../shared/shifts/write-handover.ts";
import type { HandoverContext, HandoverLines } from "../../shared/shifts/write-handover.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { PaperSection } from "../ui/paper-section.tsx";
import { PaperTable } from "../ui/paper-table.tsx";
import { HandoverNotes } from "./handover-notes.tsx";

/** The present hand-over as it is printed; its text is written in it. */
export function HandoverPaper({ facts, context }: { facts: HandoverFacts; context: HandoverContext }) {
  const { handover } = useI18n().texts.shifts;
  const words = HANDOVER_WORDS[context.language];
  const { head, open, shelved, outOfService, acts, more, blind, backlog } = writeHandoverLines(facts, context);
  const { column } = handover;
  return (
    <article className="paper-sheet handover-paper">
      <header>
        <h1>{words.title}</h1>
        <p>{head.join(" · ")}</p>
      </header>
      <HandoverNotes title={words.section.text} />
      <Part words={words} name="open" count={open.length}>
        <PaperTable
          label={words.section.open}
          name="open"
          columns={[
            { title: column.alarm, isText: true },
            { title: column.state, isText: true },
            { title: column.notes, isText: true },
          ]}
          rows={open.map(({ key, sentence, state, notes }) => ({ key, cells: [sentence, state, notes.join("\n")] }))}
        />
      </Part>
      <Part words={words} name="shelved" count={shelved.length}>
        <AsideTable label={words.section.shelved} name="shelved" rows={shelved} />
      </Part>
      <Part words={words} name="outOfService" count={outOfService.length}>
        <AsideTable label={words.section.outOfService} name="out-of-service" rows={outOfService} />
      </Part>
      <Part words={words} name="acts" count={acts.length}>
        {more !== "" && <p className="paper-note">{more}</p>}
        <PaperTable
          label={words.section.acts}
          name="acts"
          columns={[
            { title: column.time, isText: true },
            { title: column.by, isText: true },
            { title: column.act, isText: true },
            { title: column.alarm, isText: true },
            { title: column.text, isText: true },
          ]}
          rows={acts.map(({ key, time, by, act, name, text }) => ({ key, cells: [time, by, act, name, text] }))}
        />
      </Part>
      <Part words={words} name="blind" count={blind.length}>
        {blind.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Part>
      <Part words={words} name="backlog" count={1}>
        <p>{backlog}</p>
      </Part>
      <div className="handover-signatures">
        {[words.from, words.to].map((title) => (
          <p key={title}>{title}</p>
        ))}
      </div>
    </article>
  );
}

interface PartProps {
  words: HandoverWords;
  name: keyof HandoverWords["section"];
  count: number;
  children: ReactNode;
}

function Part({ words, name, count, children }: PartProps) {
  return (
    <PaperSection title={words.section[name]} name={name}>
      {count === 0 ? <p>{words.none}</p> : children}
    </PaperSection>
  );
}

function AsideTable({ label, name, rows }: { label: string; name: string; rows: HandoverLines["shelved"] }) {
  const { column } = useI18n().texts.shifts.handover;
  return (
    <PaperTable
      label={label}
      name={name}
      columns={[
        { title: column.alarm, isText: true },
        { title: column.until, isText: true },
        { title: column.by, isText: true },
        { title: column.reason, isText: true },
      ]}
      rows={rows.map(({ key, name, until, by, reason }) => ({ key, cells: [name, until, by, reason] }))}
    />
  );
}
