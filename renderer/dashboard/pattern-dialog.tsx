import type { PatternFinding } from "../../shared/patterns/pattern-finding.ts";
import { MOST_CHOSEN } from "../../shared/log-facets.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import { createLogLinks } from "./log-links.ts";
import { OutageTable } from "./outage-table.tsx";
import { sayPattern } from "./say-pattern.ts";

interface PatternDialogProps {
  finding: PatternFinding;
  nameStream: NameStream;
  onClose: () => void;
}

/** What a finding rests on: all its streams, its incidents one by one, and the way to their log. */
export function PatternDialog({ finding, nameStream, onClose }: PatternDialogProps) {
  const words = useI18n();
  const { texts, formats } = words;
  const { patterns: say } = texts;
  const { streams, incidents, from, to } = finding;
  const chosen = streams.length <= MOST_CHOSEN ? streams : [];
  return (
    <Dialog title={say.incidents} closeLabel={texts.keys.close} onClose={onClose} wide>
      <p>{sayPattern(finding, { words, nameStream })}</p>
      <p className="hint">
        {streams.map(nameStream).join(", ")} · {say.shown(formats.count(incidents.length))} ·{" "}
        <a href={createLogLinks({ from, to, streams: chosen, servers: [] })()}>{say.openLog}</a>
      </p>
      <OutageTable caption={say.incidents} outages={incidents} nameStream={nameStream} />
    </Dialog>
  );
}
