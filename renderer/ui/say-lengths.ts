import type { Words } from "../i18n/i18n-context.tsx";

/** Lengths from one to another (ms, exclusive); undefined: without end. */
export function sayLengths({ from, to }: { from: number; to: number | undefined }, { texts, formats }: Words): string {
  const { lengths: say } = texts.dashboard;
  if (to === undefined) return say.atLeast(formats.duration(from));
  return from === 0 ? say.below(formats.duration(to)) : `${formats.duration(from)}–${formats.duration(to)}`;
}
