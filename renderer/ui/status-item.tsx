import type { ReactNode } from "react";
import { SeverityIcon } from "./severity-icon.tsx";
import type { Severity } from "./severity-icon.tsx";

/** One fact in the status bar, with colour and shape when it is not normal. */
export function StatusItem({ severity, children }: { severity: Severity; children: ReactNode }) {
  return (
    <span className="status-item" data-severity={severity}>
      <SeverityIcon severity={severity} />
      {children}
    </span>
  );
}
