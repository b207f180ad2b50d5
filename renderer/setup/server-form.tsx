import { useId } from "react";
import type { FormEvent } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AUTH_KINDS } from "./typed-server.ts";
import type { TypedServer } from "./typed-server.ts";

interface ServerFormProps {
  typed: TypedServer;
  problem: string | undefined;
  checking: boolean;
  onChange: (typed: TypedServer) => void;
  onCheck: () => void;
}

/** Where the server is, and how one signs in there. */
export function ServerForm({ typed, problem, checking, onChange, onCheck }: ServerFormProps) {
  const { setup, test } = useI18n().texts;
  const hintId = useId();
  const apiHintId = useId();
  const { kind } = typed;

  function submit(event: FormEvent): void {
    event.preventDefault();
    onCheck();
  }

  return (
    <form className="setup-server" onSubmit={submit} noValidate>
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
            aria-invalid={problem !== undefined}
            onChange={(event) => onChange({ ...typed, address: event.target.value })}
          />
        </label>
        <button type="submit" className="primary" disabled={checking}>
          {setup.check}
        </button>
      </div>
      <p id={hintId} className={problem === undefined ? "hint" : "setup-problem"} role="status">
        {problem ?? setup.addressHint}
      </p>
      <details>
        <summary>{setup.more}</summary>
        <div className="setup-line">
          <label>
            {test.auth}
            <select
              name="auth"
              value={kind}
              onChange={(event) => onChange({ ...typed, kind: AUTH_KINDS.find((known) => known === event.target.value) ?? "none" })}
            >
              {AUTH_KINDS.map((known) => (
                <option key={known} value={known}>
                  {test.authKind[known]}
                </option>
              ))}
            </select>
          </label>
          {kind === "basic" && (
            <label>
              {test.user}
              <input
                name="user"
                value={typed.user}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => onChange({ ...typed, user: event.target.value })}
              />
            </label>
          )}
          {kind !== "none" && (
            <label>
              {kind === "basic" ? test.password : test.token}
              <input
                type="password"
                name="secret"
                value={typed.secret}
                autoComplete="off"
                onChange={(event) => onChange({ ...typed, secret: event.target.value })}
              />
            </label>
          )}
          <label className="grow">
            {setup.apiUrl}
            <input
              name="api"
              value={typed.apiUrl}
              placeholder="http://192.168.0.10:9997"
              autoComplete="off"
              spellCheck={false}
              aria-describedby={apiHintId}
              onChange={(event) => onChange({ ...typed, apiUrl: event.target.value })}
            />
          </label>
        </div>
        <p id={apiHintId} className="hint">
          {setup.apiHint}
        </p>
      </details>
    </form>
  );
}
