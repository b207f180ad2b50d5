import { useEffect, useId, useRef, useState } from "react";
import type { FormEvent, KeyboardEvent } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { useDuty } from "../api/use-duty.ts";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import "./duty-bar.css";

/** So many names stand side by side; more are a list. */
const MOST_BUTTONS = 8;

/**
 * Asks who is on duty, in a line of its own: it covers neither a picture nor an alarm, and takes the focus only from whoever has opened it.
 * Nothing waits for the answer.
 */
export function DutyBar() {
  const { duty, isOpen } = useDuty();
  if (!duty || duty.operators.length === 0 || !(isOpen || duty.isAsked)) return null;
  return <DutyQuestion key={String(isOpen)} />;
}

function DutyQuestion() {
  const { texts, formats } = useI18n();
  const words = texts.shifts.duty;
  const { api, duty: store } = useHostClient();
  const { duty, isOpen } = useDuty();
  const sayError = useSayError();
  const [name, setName] = useState("");
  const [pin, setPin] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (!isOpen) return undefined;
    const before = document.activeElement;
    bar.current?.querySelector<HTMLElement>("button, select")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isOpen]);
  if (!duty) return null;
  const { operators, operator, shift, isAsked } = duty;

  async function run(act: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(sayError(error));
    }
    setBusy(false);
  }

  function choose(next: string): void {
    setName(next);
    if (operators.find((each) => each.name === next)?.hasPin) setPin("");
    else void take(next, "");
  }

  function take(who: string, typed: string): Promise<void> {
    return run(async () => {
      const answer = await api.takeDuty({ name: who, pin: typed });
      // One that was only asked is gone with the answer; what is open by now was opened since.
      if (answer.isTaken) return isOpen ? store.close() : undefined;
      setPin("");
      setProblem(answer.retryAt === undefined ? words.wrong : words.wait(formats.clock(answer.retryAt)));
    });
  }

  function leave(): void {
    store.close();
    if (isAsked) void run(() => api.deferDuty({}));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isBusy || name === "") return;
    if (pin === undefined) choose(name);
    else if (pin !== "") void take(name, pin);
  }

  function back(): void {
    setPin(undefined);
    setProblem(undefined);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (pin === undefined) leave();
    else back();
  }

  const buttons = operators.map((each) => (
    <ActionButton key={each.name} className="small" isOff={isBusy} aria-pressed={each.name === operator} onClick={() => choose(each.name)}>
      {each.name}
    </ActionButton>
  ));
  const list = (
    <>
      <select aria-label={words.name} value={name} onChange={(event) => setName(event.target.value)}>
        <option value="">{words.choose}</option>
        {operators.map((each) => (
          <option key={each.name}>{each.name}</option>
        ))}
      </select>
      <ActionButton type="submit" className="small" isOff={isBusy || name === ""}>
        {words.take}
      </ActionButton>
    </>
  );

  return (
    <div ref={bar} className="duty-bar" role="dialog" aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <p id={titleId}>
        {words.question}
        {shift && <span className="hint"> {words.shift(formats.since(shift.from, shift.from), formats.since(shift.to, shift.to))}</span>}
      </p>
      <form onSubmit={submit}>
        {pin !== undefined ? (
          <>
            <label>
              {words.pinOf(name)}
              <input
                type="password"
                name="operator-pin"
                autoFocus
                autoComplete="off"
                value={pin}
                aria-invalid={problem !== undefined}
                onChange={(event) => setPin(event.target.value)}
              />
            </label>
            <ActionButton type="submit" className="small" isOff={isBusy || pin === ""}>
              {words.take}
            </ActionButton>
            <button type="button" className="small" onClick={back}>
              {words.back}
            </button>
          </>
        ) : operators.length > MOST_BUTTONS ? (
          list
        ) : (
          buttons
        )}
        {pin === undefined && (
          <>
            <button type="button" className="small quiet" onClick={leave}>
              {isAsked ? words.later : words.cancel}
            </button>
            <a href="#/handover">{words.handover}</a>
          </>
        )}
        <span role="alert">{problem}</span>
      </form>
    </div>
  );
}
