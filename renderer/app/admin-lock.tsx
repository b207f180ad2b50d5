import { useEffect, useSyncExternalStore } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { PinDialog } from "./pin-dialog.tsx";

/** Ctrl+Alt+Shift+Q: nobody presses it by accident, and no browser or desktop takes it. By place on the keyboard, whatever it types. */
function isWayOut({ code, ctrlKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return code === "KeyQ" && ctrlKey && altKey && shiftKey;
}

/** The administrator's way in, and out again: the question for the PIN, and a line for as long as the lock is open. */
export function AdminLock() {
  const { texts, formats } = useI18n();
  const { api, pinGate } = useHostClient();
  const { admin, isKiosk } = useReadyHost().settings;
  const isAsking = useSyncExternalStore(pinGate.subscribe, pinGate.isAsking);
  const isOpen = admin.openUntil !== undefined;
  const isKept = isKiosk || admin.hasPin;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isWayOut(event) || !(isKept || isOpen)) return;
      event.preventDefault();
      if (isOpen) void api.lock({});
      else void pinGate.ask();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [api, pinGate, isKept, isOpen]);

  // Nothing is dragged out of a kiosk.
  useEffect(() => {
    if (!isKiosk) return undefined;
    const refuse = (event: Event): void => event.preventDefault();
    window.addEventListener("dragstart", refuse);
    return () => window.removeEventListener("dragstart", refuse);
  }, [isKiosk]);

  return (
    <>
      {admin.openUntil !== undefined && (
        <p className="notice-line" role="status">
          {texts.admin.open(formats.clock(admin.openUntil))}
          <button type="button" className="small" onClick={() => void api.lock({})}>
            {texts.admin.lockNow}
          </button>
        </p>
      )}
      {isAsking && <PinDialog onDone={pinGate.answer} />}
    </>
  );
}
