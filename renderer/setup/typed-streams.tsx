import { useId } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { readTextFile } from "./read-text-file.ts";

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
    <div className="setup-manual">
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
      <label className="setup-file">
        <span className="button">{setup.file}</span>
        <input
          type="file"
          className="unseen"
          name="file"
          accept=".csv,.txt,.json,text/csv,application/json"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = ""; // the same file may be chosen again
            if (file) void readTextFile(file).then(onChange);
          }}
        />
      </label>
    </div>
  );
}
