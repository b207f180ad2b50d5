import { useI18n } from "../i18n/i18n-context.tsx";
import { SIGN_IN_KINDS } from "./sign-in.ts";
import type { SignIn } from "./sign-in.ts";

/** Whether and how one signs in at a server. */
export function SignInFields({ value, onChange }: { value: SignIn; onChange: (value: SignIn) => void }) {
  const { test } = useI18n().texts;
  const { kind, user, secret } = value;
  return (
    <>
      <label>
        {test.auth}
        <select
          name="auth"
          value={kind}
          onChange={(event) => onChange({ ...value, kind: SIGN_IN_KINDS.find((known) => known === event.target.value) ?? "none" })}
        >
          {SIGN_IN_KINDS.map((known) => (
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
            value={user}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ ...value, user: event.target.value })}
          />
        </label>
      )}
      {kind !== "none" && (
        <label>
          {kind === "basic" ? test.password : test.token}
          <input
            type="password"
            name="secret"
            value={secret}
            autoComplete="off"
            onChange={(event) => onChange({ ...value, secret: event.target.value })}
          />
        </label>
      )}
    </>
  );
}
