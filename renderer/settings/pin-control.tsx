import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import type { ControlProps } from "./field-control.tsx";

/** As the host has it. */
const SHORTEST = 4;

/** A PIN: whether there is one, and a way to set another or none. The host keeps its hash; here stands a name for it. */
export function PinControl({ label, value, disabled, onChange }: ControlProps & { label: string }) {
  const { pin: words } = useI18n().texts.settings;
  const { api } = useHostClient();
  const sayError = useSayError();
  const [typed, setTyped] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const latestChange = useRef(onChange);
  const row = useRef<HTMLDivElement>(null);
  const focusLater = useRef(false);
  const hintId = useId();
  useEffect(() => {
    latestChange.current = onChange; // others are typed in while the host makes the hash
    if (!focusLater.current || typed !== undefined) return;
    focusLater.current = false; // what had the focus is gone
    row.current?.querySelector<HTMLElement>("button")?.focus();
  });
  const isSet = value !== "";
  const setWord = isSet ? words.change : words.set;
  const isOff = isBusy || (typed ?? "").length < SHORTEST;

  function close(): void {
    setTyped(undefined);
    setProblem(undefined);
    focusLater.current = true;
  }

  async function keep(): Promise<void> {
    setBusy(true);
    try {
      latestChange.current((await api.makePin({ pin: typed ?? "" })).pinHash);
      close();
    } catch (error) {
      setProblem(sayError(error));
    }
    setBusy(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (typed === undefined || event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault(); // neither the entry's form nor the dialog around it is meant
    if (event.key === "Escape") close();
    else if (!isOff) void keep();
  }

  return (
    <div ref={row} className="setting-line">
      <span role="status">{isSet ? words.isSet : words.isNone}</span>
      {typed === undefined ? (
        <>
          <button type="button" className="small" disabled={disabled} aria-label={`${label}: ${setWord}`} onClick={() => setTyped("")}>
            {setWord}
          </button>
          {isSet && (
            <button
              type="button"
              className="small"
              disabled={disabled}
              aria-label={`${label}: ${words.remove}`}
              onClick={() => {
                onChange("");
                focusLater.current = true;
              }}
            >
              {words.remove}
            </button>
          )}
        </>
      ) : (
        <>
          <input
            type="password"
            autoFocus
            autoComplete="new-password"
            aria-label={words.value(label)}
            aria-describedby={hintId}
            data-unsaved={typed !== ""}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <ActionButton className="small" isOff={isOff} onClick={() => void keep()}>
            {words.keep}
          </ActionButton>
          <ActionButton className="small" isOff={isBusy} onClick={close}>
            {words.cancel}
          </ActionButton>
          <span id={hintId} className="hint">
            {words.rule(String(SHORTEST))}
          </span>
        </>
      )}
      {problem !== undefined && (
        <span className="setting-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
