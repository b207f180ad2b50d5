import type { ReactNode } from "react";

/** Leads to the log viewer; without an address it is the words alone. */
export function Link({ to, children }: { to: string | undefined; children: ReactNode }) {
  return to === undefined ? children : <a href={to}>{children}</a>;
}
