import { useRef, useState } from "react";
import type { FormEvent } from "react";
import { isApiError, messageOf } from "../api/api-error.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { NoKeyStore } from "../ui/no-key-store.tsx";
import { SECRET_REF } from "../../shared/setting-values.ts";
import type { ControlProps } from "./field-control.tsx";

interface SecretControlProps extends ControlProps {
  label: string;
  suggestedRef?: string | undefined;
}

/** A secret by its name: whether it is there, and a way to set it or take it away. What it is, is never shown. */
export function SecretControl(props: SecretControlProps) {
  const { id, label, value, disabled, describedBy, invalid, suggestedRef = "", onChange } = props;
  const { texts } = useI18n();
  const { secret: words } = texts.settings;
  const { api } = useHostClient();
  const [round, setRound] = useState(0);
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<"no_key_store" | { message: string }>();
  const setButton = useRef<HTMLButtonElement>(null);
  const secretRef = String(value);
  const isNamed = SECRET_REF.test(secretRef);
  const found = useAsked(isNamed ? () => api.findSecrets({ secretRefs: [secretRef] }) : undefined, { key: secretRef, round });
  const place = !isNamed ? "nowhere" : found.isCurrent ? found.value?.places[secretRef] : undefined;

  async function keep(next: string): Promise<void> {
    const name = isNamed ? secretRef : suggestedRef;
    setProblem(undefined);
    try {
      await api.keepSecret({ secretRef: name, value: next });
      setTyped(undefined);
      setRound(round + 1);
      if (name !== secretRef) onChange(name);
      setButton.current?.focus();
    } catch (error) {
      setProblem(isApiError(error) && error.code === "unavailable" ? "no_key_store" : { message: messageOf(error) });
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation(); // it may stand in an entry's own form
    if (typed !== undefined && typed !== "") void keep(typed);
  }

  return (
    <div className="setting-secret">
      <div className="setting-line">
        <span role="status" data-place={place}>
          {words[place ?? (found.error === undefined ? "asking" : "unknown")]} {found.error}
        </span>
        {place !== "given" && typed === undefined && (
          <button
            ref={setButton}
            type="button"
            className="small"
            aria-label={`${label}: ${words[place === "kept" ? "change" : "set"]}`}
            onClick={() => setTyped("")}
          >
            {words[place === "kept" ? "change" : "set"]}
          </button>
        )}
        {place === "kept" && typed === undefined && (
          <button type="button" className="small" aria-label={`${label}: ${words.remove}`} onClick={() => void keep("")}>
            {words.remove}
          </button>
        )}
        <label className="setting-reference">
          <span className="hint">{words.reference}</span>
          <input
            id={id}
            value={secretRef}
            disabled={disabled}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            spellCheck={false}
            autoComplete="off"
            placeholder={suggestedRef}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      </div>
      {typed !== undefined && (
        <div className="setting-line">
          <input
            type="password"
            autoFocus
            autoComplete="off"
            aria-label={words.value(label)}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && submit(event)}
          />
          <button type="button" className="small" disabled={typed === ""} onClick={submit}>
            {words.keep}
          </button>
          <button type="button" className="small" onClick={() => setTyped(undefined)}>
            {words.cancel}
          </button>
        </div>
      )}
      {problem === "no_key_store" && <NoKeyStore secretRef={isNamed ? secretRef : suggestedRef} />}
      {typeof problem === "object" && (
        <p className="setting-problem" role="alert">
          {words.failed}: {problem.message}
        </p>
      )}
    </div>
  );
}
