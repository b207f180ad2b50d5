import type { ReactNode } from "react";
import type { Priority } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmState } from "../../shared/alarms/alarm.ts";

/** Square, triangle, diamond: told apart without colour, too. */
const PRIORITY_SHAPES: Record<Priority, ReactNode> = {
  high: <rect x="1" y="1" width="14" height="14" rx="1" />,
  medium: <path d="M8 0.5 15.8 15H.2Z" />,
  low: <path d="M8 0 16 8 8 16 0 8Z" />,
};

const PRIORITY_NUMBERS: Record<Priority, string> = { high: "1", medium: "2", low: "3" };

export function PriorityMark({ priority }: { priority: Priority }) {
  return (
    <svg className="priority-mark" data-priority={priority} viewBox="0 0 16 16" aria-hidden="true">
      {PRIORITY_SHAPES[priority]}
      <text x="8" y={priority === "medium" ? 13.4 : 12} textAnchor="middle" fontSize="11" fontWeight="700">
        {PRIORITY_NUMBERS[priority]}
      </text>
    </svg>
  );
}

const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.8 } as const;

const STATE_SHAPES: Record<AlarmState, ReactNode> = {
  normal: undefined,
  unacknowledged: (
    <>
      <path d="M8 1c-3 0-4.5 2.2-4.5 5v3.5L2 12h12l-1.5-2.5V6C12.5 3.2 11 1 8 1Z" fill="currentColor" />
      <path d="M6 13.5a2 2 0 0 0 4 0Z" fill="currentColor" />
    </>
  ),
  acknowledged: <path d="m2.5 8.5 4 4 7-9" {...line} strokeWidth={2.4} />,
  returned_unacknowledged: <path d="M8 1.5c-3 0-4.2 2-4.2 4.6v3.2L2.4 12h11.2l-1.4-2.7V6.1C12.2 3.5 11 1.5 8 1.5ZM6.3 14h3.4" {...line} />,
  shelved: (
    <>
      <circle cx="8" cy="8" r="6.3" {...line} />
      <path d="M8 4.2V8l2.8 1.8" {...line} />
    </>
  ),
  suppressed: <path d="M3 2v6.5a2 2 0 0 0 2 2h8M9.5 7l3.5 3.5L9.5 14" {...line} />,
  out_of_service: <path d="M2 2h12v12H2ZM2 10l8-8M4.5 14 14 4.5M10 14l4-4" {...line} />,
};

export function AlarmStateMark({ state }: { state: AlarmState }) {
  return (
    <svg className="alarm-state-mark" data-alarm-state={state} viewBox="0 0 16 16" aria-hidden="true">
      {STATE_SHAPES[state]}
    </svg>
  );
}
