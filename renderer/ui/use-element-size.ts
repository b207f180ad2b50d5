import { useEffect, useState } from "react";
import type { RefObject } from "react";

export interface Size {
  width: number;
  height: number;
}

/** Inner size of an element in CSS pixels, followed as it changes; zero before the first layout. */
export function useElementSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
