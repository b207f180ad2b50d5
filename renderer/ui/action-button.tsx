import type { ComponentProps } from "react";

interface ActionButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  /** There is nothing for it to do now. */
  isOff: boolean;
}

/**
 * A button that may have nothing to do for a while, by its own press above all: it stays where the keyboard is. One that the browser
 * disables loses the focus, and whoever works by keys has to begin again at the top of the page. Off, it submits no form either.
 */
export function ActionButton({ isOff, onClick, ...others }: ActionButtonProps) {
  return (
    <button type="button" {...others} aria-disabled={isOff} onClick={(event) => (isOff ? event.preventDefault() : onClick?.(event))} />
  );
}
