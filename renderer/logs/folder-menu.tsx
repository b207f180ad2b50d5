import { useState } from "react";
import type { KeyboardEvent } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { useSayError } from "../api/use-say-error.ts";
import { isSentFolder, splitFolder } from "../api/log-folder.ts";

/** As in a field of one line; Shift+Enter is the next path's line. */
function openOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

export interface FolderMenuProps {
  folder: string;
  onOpen: (folder: string) => void;
  /** By a dialog. */
  onChoose: (command: "chooseLogFiles" | "chooseLogFolder") => void;
}

/** Lines of paths that are in sight; the others are scrolled to. */
const MOST_ROWS = 8;

/** Where the files are, and the way into those of another PC, or of several that are one room. */
export function FolderMenu({ folder, onOpen, onChoose }: FolderMenuProps) {
  const { texts } = useI18n();
  const { folder: words, detail } = texts.logs;
  const { host } = useReadyHost();
  const { api } = useHostClient();
  const sayError = useSayError();
  const [path, setPath] = useState(isSentFolder(folder) ? "" : folder);
  const paths = splitFolder(path)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const [problem, setProblem] = useState<string>();
  const show = () =>
    api.openLogFolder({}).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(sayError(error)),
    );
  return (
    <>
      <p className="label">{words.own}</p>
      <p className="folder-path">
        <code>{host.logsDirectory}</code>
        <CopyButton text={host.logsDirectory} label={words.copy} copiedLabel={detail.copied} />
        {host.hasShell && (
          <button type="button" className="small" onClick={() => void show()}>
            {words.show}
          </button>
        )}
      </p>
      {!host.hasShell && <p className="hint">{words.noShell}</p>}
      {problem !== undefined && (
        <p className="folder-failed" role="alert">
          {words.failed}: {problem}
        </p>
      )}
      <div className="folder-choices">
        {(["chooseLogFiles", "chooseLogFolder"] as const).map((command) => (
          <button key={command} type="button" className="small" onClick={() => onChoose(command)}>
            {texts.command[command]}
          </button>
        ))}
      </div>
      <form
        className="folder-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (paths.length > 0) onOpen(paths.join("\n"));
        }}
      >
        <label>
          {words.open}
          <textarea
            name="folder"
            rows={Math.min(MOST_ROWS, path.split("\n").length)}
            value={path}
            placeholder={words.path}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setPath(event.target.value)}
            onKeyDown={openOnEnter}
          />
        </label>
        <button type="submit" className="small" disabled={paths.length === 0}>
          {words.go}
        </button>
      </form>
      <p className="hint">{words.pathHint}</p>
      {folder !== "" && (
        <button type="button" className="small" onClick={() => onOpen("")}>
          {words.back}
        </button>
      )}
    </>
  );
}
