import { useEffect, useState } from "react";
import type { FormEvent } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { login } from "./ask-collector.ts";

/** Asks for the collector's token, which the browser then never sees again. */
export function LoginForm({ onOpened }: { onOpened: () => void }) {
  const { texts } = useI18n();
  const words = texts.fleet;
  const [token, setToken] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    document.title = `${words.title} - ${texts.appName}`;
  }, [words, texts]);

  async function open(): Promise<void> {
    setBusy(true);
    const answer = await login(token);
    setBusy(false);
    if (answer.kind === "answered") return onOpened();
    setToken("");
    setProblem(answer.kind === "locked" ? words.login.wrong : words.awayAtFirst);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isBusy) void open();
  }

  return (
    <main className="fleet-login">
      <form onSubmit={submit}>
        <h1>{words.title}</h1>
        <p className="hint">{words.login.intro}</p>
        <label>
          {words.login.token}
          <input
            type="password"
            name="token"
            value={token}
            autoFocus
            autoComplete="current-password"
            aria-invalid={problem !== ""}
            aria-describedby="login-problem"
            onChange={(event) => setToken(event.target.value)}
          />
        </label>
        <p id="login-problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="primary" disabled={isBusy || token === ""}>
          {words.login.open}
        </button>
      </form>
    </main>
  );
}
