import type { ReactNode } from "react";

/** How much something concerns the operator; each has a colour and a shape of its own. */
export type Severity = "normal" | "notice" | "warning" | "fault";

/** Reads without colour too: dot, ring, triangle, square. */
const SHAPES: Record<Severity, ReactNode> = {
  fault: <rect x="1.5" y="1.5" width="13" height="13" rx="1" fill="currentColor" />,
  warning: <path d="M8 1 15.5 14.5H.5Z" fill="currentColor" />,
  notice: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  normal: <circle cx="8" cy="8" r="3" fill="currentColor" />,
};

export function SeverityIcon({ severity }: { severity: Severity }) {
  return (
    <svg className="severity-icon" viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[severity]}
    </svg>
  );
}
