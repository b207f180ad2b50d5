import { useEffect, useRef, useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";

/** Milliseconds without a key before a text is looked for. */
const TYPING_PAUSE = 150;

/** Free text, looked for as one types; the address keeps the last text only. */
export function SearchBox({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { texts } = useI18n();
  const { search } = texts.logs;
  const [typed, setTyped] = useState(text);
  const [given, setGiven] = useState(text);
  const timer = useRef<number>(undefined);
  if (text !== given) {
    // Changed elsewhere: by Back, a saved filter, a part of the sentence taken out.
    setGiven(text);
    if (text !== typed.trim()) setTyped(text);
  }
  useEffect(() => () => window.clearTimeout(timer.current), []);

  function type(next: string, pause = TYPING_PAUSE): void {
    setTyped(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onChange(next.trim()), pause);
  }

  return (
    <input
      type="search"
      id="log-search"
      className="log-search"
      value={typed}
      maxLength={500}
      placeholder={search.placeholder}
      aria-label={search.label}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return; // it ends a syllable
        if (event.key === "Enter") type(typed, 0);
        if (event.key === "Escape" && typed !== "") type("", 0);
      }}
    />
  );
}
