import { useEffect, useRef } from "react";
import { useHostClient } from "../api/api-context.tsx";
import type { LogQuestion } from "./create-log-list.ts";

/** What is chosen by its delivery is looked at again so often at most while delivery goes on, in milliseconds. */
const LOOK_INTERVAL = 1_000;

/** A list that is chosen by delivery changes though no line was written. */
export function useDeliveryChanges(question: LogQuestion | undefined, onChange: () => void): void {
  const { bridge } = useHostClient();
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const isChosen = question?.filter.facets?.delivery !== undefined;
  useEffect(() => {
    if (!isChosen) return undefined;
    let timer: number | undefined;
    const end = bridge.subscribe("statusChanged", () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        latest.current();
      }, LOOK_INTERVAL);
    });
    return () => {
      window.clearTimeout(timer);
      end();
    };
  }, [bridge, isChosen]);
}
