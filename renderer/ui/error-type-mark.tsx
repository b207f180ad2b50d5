import type { ReactNode } from "react";
import { ERROR_TYPES } from "../../shared/reasons.ts";
import type { ErrorType } from "../../shared/reasons.ts";

/** Each type has a colour (`--type-…` in base.css) and a shape of its own: it can be told without the colour. */
const SHAPES: Record<ErrorType, ReactNode> = {
  fetch_error: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  whep_post_failed: <rect x="2.5" y="2.5" width="11" height="11" fill="currentColor" />,
  connection_closed: <path d="M8 1 15 8 8 15 1 8Z" fill="currentColor" />,
  connection_failed: <path d="M8 1.5 15 14H1Z" fill="currentColor" />,
  unknown: <path d="M3 3 13 13M13 3 3 13" stroke="currentColor" strokeWidth="2.5" />,
};

export function ErrorTypeMark({ type }: { type: string }) {
  const known = ERROR_TYPES.find((each) => each === type) ?? "unknown";
  return (
    <svg className="type-mark" data-type={known} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[known]}
    </svg>
  );
}
