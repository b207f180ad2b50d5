import { useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { readTextFile } from "./read-text-file.ts";
import { SeverityIcon } from "./severity-icon.tsx";
import "./file-button.css";

interface FileButtonProps {
  label: string;
  name: string;
  /** What the system's dialog offers: endings and media types. */
  accept: string;
  isSmall?: boolean;
  onText: (text: string) => void;
}

/** Asks for a file and reads it as text. */
export function FileButton({ label, name, accept, isSmall = false, onText }: FileButtonProps) {
  const { failed } = useI18n().texts;
  const [problem, setProblem] = useState<"fileTooLarge" | "file">();

  async function read(file: File): Promise<void> {
    setProblem(undefined);
    const read = await readTextFile(file).catch(() => undefined);
    if (typeof read === "object") onText(read.text);
    else setProblem(read === "too_large" ? "fileTooLarge" : "file");
  }

  return (
    <>
      <label className={isSmall ? "file-button small" : "file-button"}>
        <span className="button">{label}</span>
        <input
          type="file"
          className="unseen"
          name={name}
          accept={accept}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void read(file);
            event.target.value = ""; // the same file may be chosen again
          }}
        />
      </label>
      {problem && (
        <span className="file-problem" role="alert">
          <SeverityIcon severity="fault" />
          {failed[problem]}
        </span>
      )}
    </>
  );
}
