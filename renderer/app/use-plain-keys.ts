import { useState } from "react";

export interface PlainKeys {
  on: boolean;
  set: (on: boolean) => void;
}

const KEY = "mtx-watch.plain-keys";

/** Whether single letters are commands (WCAG 2.1.4: speech input types letters by mistake). Kept in this browser; on at first. */
export function usePlainKeys(): PlainKeys {
  const [on, setOn] = useState(() => localStorage.getItem(KEY) !== "off");
  return {
    on,
    set(next) {
      localStorage.setItem(KEY, next ? "on" : "off");
      setOn(next);
    },
  };
}
