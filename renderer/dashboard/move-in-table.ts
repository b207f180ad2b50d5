import type { KeyboardEvent } from "react";

/** Arrow keys, Home and End lead from link to link of a table whose cells all have one: of each row only some need to be stops of Tab. */
export function moveInTable(event: KeyboardEvent<HTMLElement>): void {
  const { target, key } = event;
  if (!(target instanceof HTMLAnchorElement) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const row = target.closest("tr");
  const links = linksOf(row);
  const at = links.indexOf(target);
  const goals: Partial<Record<string, HTMLElement | undefined>> = {
    ArrowLeft: links[at - 1],
    ArrowRight: links[at + 1],
    ArrowUp: linksOf(row?.previousElementSibling)[at],
    ArrowDown: linksOf(row?.nextElementSibling)[at],
    Home: links[0],
    End: links.at(-1),
  };
  if (!(key in goals)) return;
  goals[key]?.focus();
  event.preventDefault();
  event.stopPropagation();
}

function linksOf(row: Element | null | undefined): HTMLAnchorElement[] {
  return row ? [...row.querySelectorAll("a")] : [];
}
