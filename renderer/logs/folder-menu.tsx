import { useState } from "react";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import type { SourceState } from "./use-log-source.ts";

interface FolderMenuProps {
  source: SourceState;
  folder: string;
  onOpen: (folder: string) => void;
}

/** Where the files are, and the way into those of another PC. */
export function FolderMenu({ source, folder, onOpen }: FolderMenuProps) {
  const { texts } = useI18n();
  const { folder: words, detail } = texts.logs;
  const { host } = useReadyHost();
  const [path, setPath] = useState(folder);
  return (
    <>
      <p className="label">{words.own}</p>
      <p className="folder-path">
        <code>{host.logsDirectory}</code>
        <CopyButton text={host.logsDirectory} label={words.copy} copiedLabel={detail.copied} />
      </p>
      <form
        className="folder-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== "") onOpen(path.trim());
        }}
      >
        <label>
          {words.open}
          <input
            name="folder"
            value={path}
            placeholder={words.path}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setPath(event.target.value)}
          />
        </label>
        <button type="submit" className="small" disabled={path.trim() === ""}>
          {words.go}
        </button>
      </form>
      <p className="hint">{words.pathHint}</p>
      {source.phase === "failed" && (
        <p className="folder-failed" role="alert">
          {words.failed}: {source.error}
        </p>
      )}
      {folder !== "" && (
        <button type="button" className="small" onClick={() => onOpen("")}>
          {words.back}
        </button>
      )}
    </>
  );
}
