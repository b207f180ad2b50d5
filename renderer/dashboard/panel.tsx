import { useId } from "react";
import type { ReactNode } from "react";

interface PanelProps {
  title: string;
  /** Columns of twelve that it is wide. */
  className: string;
  /** Beside the title, at the right. */
  controls?: ReactNode;
  children: ReactNode;
}

export function Panel({ title, className, controls, children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {controls && <div className="panel-controls">{controls}</div>}
      </header>
      {children}
    </section>
  );
}
