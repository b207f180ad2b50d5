import { useState } from "react";

/** Copies `text` and says so until the pointer or the focus leaves. */
export function CopyButton({ text, label, copiedLabel }: { text: string; label: string; copiedLabel: string }) {
  const [copied, setCopied] = useState(false);
  const reset = () => setCopied(false);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button type="button" className="small" onClick={copy} onBlur={reset} onMouseLeave={reset} disabled={text === ""}>
      <span aria-live="polite">{copied ? copiedLabel : label}</span>
    </button>
  );
}
