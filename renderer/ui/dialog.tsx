import { useId, useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";
import { CloseButton } from "./close-button.tsx";

interface DialogProps {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  /** Neither Esc nor the cross closes it for the moment. */
  isHeld?: boolean;
}

/** A modal window of the page: the browser holds the focus in it, closes it on Esc and gives the focus back. */
export function Dialog({ title, closeLabel, onClose, children, wide = false, isHeld = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Closed before it is taken out of the page: the browser gives the focus back only then.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // Not the cross, which the browser takes; and what stands above the first field is read from its beginning.
    dialog?.querySelector<HTMLElement>(".dialog-body :is(input, select, textarea):not(:disabled)")?.focus({ preventScroll: true });
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      className={wide ? "dialog wide" : "dialog"}
      ref={element}
      aria-labelledby={titleId}
      closedby={isHeld ? "none" : "closerequest"}
      onClose={onClose}
    >
      <header className="dialog-header">
        <h2 id={titleId}>{title}</h2>
        <CloseButton label={closeLabel} isDisabled={isHeld} onClose={onClose} />
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
