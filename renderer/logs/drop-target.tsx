import { useState } from "react";
import type { DragEvent, ReactNode } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { hasFiles } from "./list-dropped.ts";

interface DropTargetProps {
  className: string;
  onDrop: (dropped: DataTransfer) => void;
  children: ReactNode;
}

/** A screen that takes files, and shows it while they hang over it. */
export function DropTarget({ className, onDrop, children }: DropTargetProps) {
  const { texts } = useI18n();
  const [isOver, setIsOver] = useState(false);

  function onDrag(event: DragEvent<HTMLElement>): void {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    setIsOver(true);
  }

  return (
    <main
      className={className}
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
      }}
      onDrop={(event) => {
        setIsOver(false);
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        onDrop(event.dataTransfer);
      }}
    >
      {children}
      {isOver && (
        <div className="drop-target" role="status">
          <p>{texts.logs.incoming.drop}</p>
          <p className="hint">{texts.logs.folder.pathHint}</p>
        </div>
      )}
    </main>
  );
}
