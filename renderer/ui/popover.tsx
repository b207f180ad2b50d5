import { useId, useState } from "react";
import type { ReactNode } from "react";
import "./popover.css";

interface PopoverProps {
  label: ReactNode;
  /** What is under the button; drawn only while it is open. */
  children: (close: () => void) => ReactNode;
  className?: string;
  /** The popover's name for screen readers; also the button's, where its label is a sign. */
  name: string;
}

/** A button with something under it. The browser closes it on Esc or a click elsewhere, and gives the focus back. */
export function Popover({ label, children, className = "small", name }: PopoverProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => document.getElementById(id)?.hidePopover();
  return (
    <>
      <button type="button" className={`${className} popover-button`} popoverTarget={id} aria-expanded={isOpen} aria-label={name}>
        {label}
      </button>
      <div
        id={id}
        popover="auto"
        className="popover"
        role="dialog"
        aria-label={name}
        onToggle={(event) => setIsOpen(event.newState === "open")}
      >
        {isOpen && children(close)}
      </div>
    </>
  );
}
