import { useId, useState } from "react";
import type { FormEvent } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { parseTestAddress } from "./parse-test-address.ts";
import type { TestAuth } from "./parse-test-address.ts";

interface TestFormProps {
  playing: boolean;
  onPlay: (stream: { whepUrl: string; authorization?: string }) => void;
  onStop: () => void;
}

const KINDS = ["none", "basic", "bearer"] as const satisfies TestAuth["kind"][];

/** Address and sign-in of the test tile. Nothing typed here is kept. */
export function TestForm({ playing, onPlay, onStop }: TestFormProps) {
  const { texts } = useI18n();
  const { test } = texts;
  const [address, setAddress] = useState("");
  const [kind, setKind] = useState<TestAuth["kind"]>("none");
  const [user, setUser] = useState("");
  const [secret, setSecret] = useState("");
  const [submitted, setSubmitted] = useState(false);
  const hintId = useId();

  const auth: TestAuth =
    kind === "basic" ? { kind, user, password: secret } : kind === "bearer" ? { kind, token: secret } : { kind: "none" };
  const parsed = parseTestAddress(address, auth);
  const hint = !submitted ? "" : !parsed.ok ? test.problem[parsed.problem] : parsed.looksLikeWhep ? "" : test.whepHint;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSubmitted(true);
    if (parsed.ok) onPlay(parsed);
  }

  return (
    <form className="test-form" onSubmit={submit} noValidate>
      <label className="grow">
        {test.address}
        <input
          type="url"
          name="address"
          value={address}
          placeholder="http://192.168.0.10:8889/cam1/whep"
          spellCheck={false}
          autoComplete="off"
          aria-describedby={hintId}
          aria-invalid={submitted && !parsed.ok}
          onChange={(event) => {
            setAddress(event.target.value);
            setSubmitted(false);
          }}
        />
      </label>
      <label>
        {test.auth}
        <select name="auth" value={kind} onChange={(event) => setKind(KINDS.find((known) => known === event.target.value) ?? "none")}>
          {KINDS.map((known) => (
            <option key={known} value={known}>
              {test.authKind[known]}
            </option>
          ))}
        </select>
      </label>
      {kind === "basic" && (
        <label>
          {test.user}
          <input name="user" value={user} autoComplete="off" spellCheck={false} onChange={(event) => setUser(event.target.value)} />
        </label>
      )}
      {kind !== "none" && (
        <label>
          {kind === "basic" ? test.password : test.token}
          <input type="password" name="secret" value={secret} autoComplete="off" onChange={(event) => setSecret(event.target.value)} />
        </label>
      )}
      <button type="submit" className="primary">
        {test.play}
      </button>
      <button type="button" disabled={!playing} onClick={onStop}>
        {test.stop}
      </button>
      <p id={hintId} className="form-hint" role="status">
        {hint}
      </p>
    </form>
  );
}
