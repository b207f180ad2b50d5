import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, SyntheticEvent } from "react";
import { useSayError } from "../api/use-say-error.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { keepSecret } from "../setup/keep-secret.ts";
import { ActionButton } from "../ui/action-button.tsx";
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
  const { connected } = useReadyHost();
  const sayError = useSayError();
  const [round, setRound] = useState(0);
  const [step, setStep] = useState<"typing" | "removing">();
  const [typed, setTyped] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<"no_key_store" | { message: string }>();
  const hintId = useId();
  const row = useRef<HTMLDivElement>(null);
  const focusLater = useRef(false);
  const latestChange = useRef(onChange);
  useEffect(() => {
    latestChange.current = onChange; // others are typed in while the host keeps the secret
    if (!focusLater.current || step) return;
    focusLater.current = false; // what had the focus is gone
    row.current?.querySelector<HTMLElement>("button, input")?.focus();
  });
  const secretRef = String(value);
  const isNamed = SECRET_REF.test(secretRef);
  // A host that is away is asked once it is back.
  const ask = () => api.findSecrets({ secretRefs: isNamed ? [secretRef] : [] });
  const found = useAsked(connected ? ask : undefined, { key: isNamed ? secretRef : "", round });
  const place = !isNamed ? "nowhere" : found.isCurrent ? found.value?.places[secretRef] : undefined;
  const setWord = words[place === "kept" ? "change" : "set"];

  function begin(): void {
    // Nobody types what cannot be kept.
    if (found.isCurrent && !found.value!.canKeep) setProblem("no_key_store");
    else setStep("typing");
  }

  function close(): void {
    setStep(undefined);
    setTyped("");
    focusLater.current = true;
  }

  async function keep(next: string): Promise<void> {
    const name = isNamed ? secretRef : suggestedRef;
    setProblem(undefined);
    setIsBusy(true);
    try {
      if ((await keepSecret(api, { secretRef: name, value: next })) === "no_key_store") return setProblem("no_key_store");
      close();
      setRound(round + 1);
      if (name !== secretRef) latestChange.current(name);
    } catch (error) {
      setProblem({ message: sayError(error) });
    } finally {
      setIsBusy(false);
    }
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault(); // it may stand in an entry's own form
    if (typed !== "" && !isBusy) void keep(typed);
  }

  /** The first Esc leaves what was begun here, not the dialog around it. */
  function leave(event: KeyboardEvent): void {
    if (event.key !== "Escape" || step === undefined || isBusy) return;
    event.preventDefault();
    close();
  }

  return (
    <div className="setting-secret" onKeyDown={leave}>
      <div ref={row} className="setting-line">
        <span role="status" data-place={place}>
          {words[place ?? (connected && found.error === undefined ? "asking" : "unknown")]}
          {connected && found.error !== undefined && `: ${found.error}`}
        </span>
        {place !== "given" && step === undefined && (
          <button type="button" className="small" aria-label={`${label}: ${setWord}`} onClick={begin}>
            {setWord}
          </button>
        )}
        {place === "kept" && step === undefined && (
          <button type="button" className="small" aria-label={`${label}: ${words.remove}`} onClick={() => setStep("removing")}>
            {words.remove}
          </button>
        )}
        <label className="setting-reference">
          <span className="hint">{words.reference}</span>
          <input
            id={id}
            value={secretRef}
            disabled={disabled || isBusy}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            spellCheck={false}
            autoComplete="off"
            placeholder={suggestedRef}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      </div>
      {step === "typing" && (
        <div className="setting-line">
          <input
            type="password"
            autoFocus
            autoComplete="off"
            aria-label={words.value(label)}
            aria-describedby={hintId}
            data-unsaved={typed !== ""}
            readOnly={isBusy}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && submit(event)}
          />
          <ActionButton className="small" isOff={typed === "" || isBusy} onClick={submit}>
            {words.keep}
          </ActionButton>
          <ActionButton className="small" isOff={isBusy} onClick={close}>
            {words.cancel}
          </ActionButton>
          <span id={hintId} className="hint">
            {words.notKept}
          </span>
        </div>
      )}
      {step === "removing" && (
        <div className="setting-line" role="alert">
          {words.removeText}
          <ActionButton className="small" isOff={isBusy} onClick={() => void keep("")}>
            {words.remove}
          </ActionButton>
          <ActionButton className="small" autoFocus isOff={isBusy} onClick={close}>
            {words.cancel}
          </ActionButton>
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

/** A secret that was typed and is not kept yet would be lost: it gets the focus. */
export function findUnkeptSecret(inside: Element | null): HTMLElement | undefined {
  return inside?.querySelector<HTMLElement>("[data-unsaved=true]") ?? undefined;
}
