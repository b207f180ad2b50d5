import { useId } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { FileButton } from "../ui/file-button.tsx";

interface TypedStreamsProps {
  text: string;
  /** Lines without a path. */
  bad: readonly number[];
  onChange: (text: string) => void;
}

/** Streams that no list names: typed, pasted from a table, or out of a file. */
export function TypedStreams({ text, bad, onChange }: TypedStreamsProps) {
  const { texts, formats } = useI18n();
  const { setup } = texts;
  const hintId = useId();
  return (
    <div>
      <label>
        {setup.manual}
        <textarea
          name="streams"
          rows={4}
          value={text}
          spellCheck={false}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <p id={hintId} className={bad.length === 0 ? "hint" : "setup-problem"} role="status">
        {bad.length === 0 ? setup.manualHint : setup.bad(bad.slice(0, 10).map(formats.count).join(", ") + (bad.length > 10 ? " …" : ""))}
      </p>
      <FileButton label={setup.file} name="file" accept=".csv,.txt,.json,text/csv,application/json" onText={onChange} />
    </div>
  );
}
