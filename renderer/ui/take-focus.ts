/** Of a screen that has just come: whoever came by a key goes on with keys. What the screen before had focused is out of sight. */
export function takeFocus(element: HTMLElement | null): void {
  const held = document.activeElement;
  if (!held || held === document.body || !held.checkVisibility()) element?.focus();
}
