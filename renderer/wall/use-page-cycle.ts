import { useEffect, useRef, useState } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { asksOperator } from "../ui/asks-for-somebody.ts";
import { useTicker } from "../ui/live-text.tsx";
import { listTileTargets } from "../ui/tile-alarms.ts";
import { decideCycle } from "./decide-cycle.ts";
import type { CycleDecision } from "./decide-cycle.ts";
import type { WallPages } from "./use-wall-pages.ts";

interface PageCycleOptions {
  pages: WallPages;
  /** The setting. */
  seconds: number;
  isBusy: boolean;
}

const TOUCHES = ["pointermove", "pointerdown", "wheel", "keydown"] as const;

/** Turns the wall's pages by itself. Answers what comes of it now. */
export function usePageCycle({ pages, seconds, isBusy }: PageCycleOptions): CycleDecision["kind"] {
  const { alarms } = useHostClient();
  const ticker = useTicker();
  const [kind, setKind] = useState<CycleDecision["kind"]>("off");
  const touchedAt = useRef(-Infinity);
  const shown = useRef({ page: -1, since: 0 });
  const { index, cycles, turn } = pages;

  useEffect(() => {
    const note = () => {
      touchedAt.current = performance.now();
    };
    for (const touch of TOUCHES) window.addEventListener(touch, note, { passive: true, capture: true });
    return () => {
      for (const touch of TOUCHES) window.removeEventListener(touch, note, { capture: true });
    };
  }, []);

  useEffect(
    () =>
      ticker.add(() => {
        const now = performance.now();
        if (shown.current.page !== index) shown.current = { page: index, since: now };
        const known = alarms.get().alarms;
        const streams = pages.pages[index]?.streams ?? [];
        const decision = decideCycle({
          seconds: cycles ? seconds : 0,
          filled: pages.pages.map((page) => page.streams.length > 0),
          index,
          shownFor: now - shown.current.since,
          untouchedFor: now - touchedAt.current,
          isBusy,
          asksForSomebody: streams.some(({ player }) =>
            listTileTargets("acknowledge", known, player.stream.id).some(({ view }) => view && asksOperator(view)),
          ),
        });
        setKind(decision.kind);
        if (decision.kind === "turn") turn(decision.to);
      }),
    [ticker, alarms, pages.pages, index, cycles, turn, seconds, isBusy],
  );
  return kind;
}
