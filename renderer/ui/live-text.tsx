import { createContext, useContext, useEffect, useRef } from "react";
import type { Ticker } from "./create-ticker.ts";

export const TickerContext = createContext<Ticker | undefined>(undefined);

export function useTicker(): Ticker {
  const ticker = useContext(TickerContext);
  if (!ticker) throw new Error("useTicker needs a TickerContext above it");
  return ticker;
}

/** Text that follows the clock without rendering: `format` gets Unix milliseconds. */
export function LiveText({ format, className }: { format: (now: number) => string; className?: string }) {
  const ticker = useTicker();
  const element = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      ticker.add((now) => {
        const text = format(now);
        if (element.current && element.current.textContent !== text) element.current.textContent = text;
      }),
    [ticker, format],
  );
  return <span className={className} ref={element} />;
}
