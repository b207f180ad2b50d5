import { useLayoutEffect, useState } from "react";
import type { RefObject } from "react";

export interface Size {
  width: number;
  height: number;
}

/** Inner size of an element without padding in CSS pixels, followed as it changes; known before the first paint. */
export function useElementSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!element.current) return undefined;
    // oxlint-disable-next-line react/set-state-in-effect -- else it would be painted once without a size: the pictures, which play already, would go for a moment
    setSize({ width: element.current.clientWidth, height: element.current.clientHeight });
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
