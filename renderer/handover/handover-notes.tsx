import { useId } from "react";
import { LONGEST_HANDOVER_TEXT } from "../../shared/shifts/handover.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useHandoverText } from "../api/use-handover-text.ts";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { PaperSection } from "../ui/paper-section.tsx";

/** What somebody wants to say to the next shift. It is kept while it is written. */
export function HandoverNotes({ title }: { title: string }) {
  const { handover: words } = useI18n().texts.shifts;
  const { handoverText } = useHostClient();
  const { text, phase, error } = useHandoverText();
  const sayError = useSayError();
  const hintId = useId();
  const said = { kept: text === "" ? words.hint : words.kept, waiting: words.waiting, failed: `${words.notKept}: ${sayError(error)}` };
  return (
    <PaperSection title={title} name="text">
      <textarea
        className="handover-text"
        rows={Math.max(4, text.split("\n").length + 1)}
        aria-label={title}
        aria-describedby={hintId}
        maxLength={LONGEST_HANDOVER_TEXT}
        value={text}
        onChange={(event) => handoverText.type(event.target.value)}
        onBlur={() => void handoverText.flush().catch(() => undefined)}
      />
      <p className="handover-printed">{text}</p>
      <p id={hintId} className="paper-note handover-hint" role={phase === "failed" ? "alert" : "status"} data-phase={phase}>
        {said[phase]}
      </p>
    </PaperSection>
  );
}
