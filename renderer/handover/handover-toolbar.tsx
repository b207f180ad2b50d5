import { useState } from "react";
import type { KeptHandover } from "../../shared/shifts/handover.ts";
import { writeHandover } from "../../shared/shifts/write-handover.ts";
import type { HandoverContext } from "../../shared/shifts/write-handover.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useHandoverText } from "../api/use-handover-text.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import type { HandoverKnown } from "./use-handover.ts";

interface HandoverToolbarProps {
  known: HandoverKnown;
  id: string;
  /** The one of before that is shown. */
  past: KeptHandover | undefined;
  context: HandoverContext;
  onQuery: (query: string) => void;
}

/** Which hand-over is shown, and what becomes of it. */
export function HandoverToolbar({ known, id, past, context, onQuery }: HandoverToolbarProps) {
  const { texts, formats } = useI18n();
  const { handover: words } = texts.shifts;
  const { api } = useHostClient();
  const { settings } = useReadyHost();
  const { text } = useHandoverText();
  const [isAsking, setAsking] = useState(false);
  const { facts, kept, hasMore, showMore } = known;
  const present = id === "" ? facts.value : undefined;
  const copied = past ? past.report : present ? writeHandover(present, text, context) : "";

  /** Paper cannot be held back: it is told of, and printed. */
  function print(): void {
    api.reportExport({ kind: "handover", file: "", ...(past && { query: past.id }) }).catch(() => undefined);
    window.print();
  }

  return (
    <header className="screen-toolbar report-toolbar">
      <h1>{words.title}</h1>
      <select aria-label={words.which} value={id} onChange={(event) => onQuery(event.target.value)}>
        <option value="">{words.now}</option>
        {kept.value?.map((each) => (
          <option key={each.id} value={each.id}>
            {[formats.moment(each.to), each.by].filter(Boolean).join(" · ")}
          </option>
        ))}
        {id !== "" && !past && <option value={id}>…</option>}
      </select>
      {hasMore && (
        <button type="button" className="small" onClick={showMore}>
          {words.more}
        </button>
      )}
      <div className="paper-actions">
        <CopyButton text={copied} label={words.copy} copiedLabel={words.copied} />
        {!settings.isKiosk && (
          <button type="button" className="small" disabled={copied === ""} onClick={print}>
            {words.print}
          </button>
        )}
        <ActionButton className="small primary" isOff={!present} onClick={() => setAsking(true)}>
          {words.handOver}
        </ActionButton>
      </div>
      {isAsking && <HandOverDialog onMade={onQuery} onClose={() => setAsking(false)} />}
    </header>
  );
}
