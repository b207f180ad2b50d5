import { useEffect, useId, useRef } from "react";
import type { FormEvent } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { Texts } from "../i18n/ko.ts";
import { ActionButton } from "../ui/action-button.tsx";
import { SignInFields } from "../ui/sign-in-fields.tsx";
import type { TypedServer } from "./typed-server.ts";

/** `not_api` is of the Control API's address. */
export type AddressProblem = keyof Texts["setup"]["problem"];

interface ServerFormProps {
  typed: TypedServer;
  problem: AddressProblem | undefined;
  checking: boolean;
  onChange: (typed: TypedServer) => void;
  onCheck: () => void;
}

/** Where the server is, and how one signs in there. */
export function ServerForm({ typed, problem, checking, onChange, onCheck }: ServerFormProps) {
  const { setup } = useI18n().texts;
  const hintId = useId();
  const apiHintId = useId();
  const isOfApi = problem === "not_api";
  const isOfAddress = problem !== undefined && !isOfApi;
  const more = useRef<HTMLDetailsElement>(null);
  const isOpened = isOfApi || typed.kind !== "none";
  useEffect(() => {
    if (isOpened && more.current) more.current.open = true; // an account may have come out of the address
  }, [isOpened]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onCheck();
  }

  return (
    <form onSubmit={submit} noValidate>
      <div className="setup-line">
        <label className="grow">
          {setup.address}
          <input
            name="address"
            value={typed.address}
            autoFocus
            spellCheck={false}
            autoComplete="off"
            inputMode="url"
            aria-describedby={hintId}
            aria-invalid={isOfAddress}
            onChange={(event) => onChange({ ...typed, address: event.target.value })}
          />
        </label>
        <ActionButton type="submit" className="primary" isOff={checking}>
          {setup.check}
        </ActionButton>
      </div>
      <p id={hintId} className={isOfAddress ? "setup-problem" : "hint"} role="status">
        {isOfAddress ? setup.problem[problem] : setup.addressHint}
      </p>
      <details ref={more}>
        <summary>{setup.more}</summary>
        <div className="setup-line">
          <SignInFields value={typed} onChange={(signIn) => onChange({ ...typed, ...signIn })} />
          <label className="grow">
            {setup.apiUrl}
            <input
              name="api"
              value={typed.apiUrl}
              placeholder="http://192.168.0.10:9997"
              autoComplete="off"
              spellCheck={false}
              aria-describedby={apiHintId}
              aria-invalid={isOfApi}
              onChange={(event) => onChange({ ...typed, apiUrl: event.target.value })}
            />
          </label>
        </div>
        <p id={apiHintId} className={isOfApi ? "setup-problem" : "hint"} role="status">
          {isOfApi ? setup.problem.not_api : setup.apiHint}
        </p>
      </details>
    </form>
  );
}
