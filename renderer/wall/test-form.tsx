import { useId, useState } from "react";
import type { FormEvent } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { credentialsOf, NO_SIGN_IN } from "../ui/sign-in.ts";
import { SignInFields } from "../ui/sign-in-fields.tsx";
import { parseTestAddress } from "./parse-test-address.ts";

interface TestFormProps {
  playing: boolean;
  onPlay: (stream: { whepUrl: string; authorization?: string }) => void;
  onStop: () => void;
}

/** Address and sign-in of the test tile. Nothing typed here is kept. */
export function TestForm({ playing, onPlay, onStop }: TestFormProps) {
  const { texts } = useI18n();
  const { test } = texts;
  const [address, setAddress] = useState("");
  const [signIn, setSignIn] = useState(NO_SIGN_IN);
  const [submitted, setSubmitted] = useState(false);
  const hintId = useId();

  const parsed = parseTestAddress(address, credentialsOf(signIn));
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
      <SignInFields value={signIn} onChange={setSignIn} />
      <button type="submit" className="primary">
        {test.play}
      </button>
      <ActionButton isOff={!playing} onClick={onStop}>
        {test.stop}
      </ActionButton>
      <p id={hintId} className="form-hint" role="status">
        {hint}
      </p>
    </form>
  );
}
