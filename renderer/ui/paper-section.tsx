import { useId } from "react";
import type { ReactNode } from "react";

/** `name` is for the style sheet and for tests. */
export function PaperSection({ title, name, children }: { title: string; name: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-section={name}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
