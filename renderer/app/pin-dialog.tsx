import { useState } from "react";
import type { FormEvent } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** Asks for the administrator's PIN; where none is set, whether the kiosk is to be left. */
export function PinDialog({ onDone }: { onDone: (isUnlocked: boolean) => void }) {
  const { texts, formats } = useI18n();
  const words = texts.admin;
  const { api } = useHostClient();
  const { admin, isKiosk } = useReadyHost().settings;
  const sayError = useSayError();
  const [pin, setPin] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function unlock(): Promise<void> {
    setBusy(true);
    try {
      const answer = await api.unlock({ pin });
      if (answer.isUnlocked) return onDone(true);
      setPin("");
      setProblem(answer.retryAt === undefined ? words.wrong : words.wait(formats.clock(answer.retryAt)));
    } catch (error) {
      setProblem(sayError(error));
    }
    setBusy(false);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isBusy) void unlock();
  }

  return (
    <Dialog title={isKiosk ? words.kioskTitle : words.title} closeLabel={texts.keys.close} onClose={() => onDone(false)}>
      <form className="pin-form" onSubmit={submit}>
        <p>{isKiosk ? words.kioskIntro : words.intro}</p>
        {admin.hasPin && (
          <label>
            {words.pin}
            <input
              type="password"
              name="pin"
              value={pin}
              autoFocus
              autoComplete="off"
              aria-invalid={problem !== undefined}
              aria-describedby="pin-problem"
              onChange={(event) => setPin(event.target.value)}
            />
          </label>
        )}
        <p id="pin-problem" className="pin-problem" role="alert">
          {problem}
        </p>
        <button type="submit" autoFocus={!admin.hasPin} disabled={isBusy || (admin.hasPin && pin === "")}>
          {admin.hasPin ? words.unlock : words.leave}
        </button>
      </form>
    </Dialog>
  );
}
