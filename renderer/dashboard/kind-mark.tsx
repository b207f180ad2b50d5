import type { ReactNode } from "react";
import type { KindOfTime } from "../../shared/statistics/partition.ts";

/** Each kind of time has a shape of its own; its colour is the stylesheet's. */
const SHAPES: Record<KindOfTime, ReactNode> = {
  down: <rect x="1.5" y="1.5" width="13" height="13" rx="1" fill="currentColor" />,
  unknown: <path d="M2 14 14 2M2 8 8 2M8 14l6-6" stroke="currentColor" strokeWidth="2" fill="none" />,
  maintenance: <path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" stroke="currentColor" strokeWidth="2" fill="none" />,
  up: <circle cx="8" cy="8" r="3.5" fill="currentColor" />,
};

export function KindMark({ kind }: { kind: KindOfTime }) {
  return (
    <svg className="kind-mark" data-kind={kind} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[kind]}
    </svg>
  );
}
