import { useEffect, useState } from "react";
import type { ComponentType } from "react";
import type { AlarmBannerProps } from "../annunciator/alarm-banner.tsx";
import { useAlarmPart } from "../api/use-alarms.ts";

/** Milliseconds until it is loaded again where it could not be. */
const AGAIN = 5_000;

/** The banner and the sound of alarms, loaded once the alarms are known: the wall's first pictures do not wait for them. */
export function AlarmBar(props: AlarmBannerProps) {
  const isReady = useAlarmPart(({ phase }) => phase === "ready");
  const [Banner, setBanner] = useState<ComponentType<AlarmBannerProps>>();
  const [attempt, setAttempt] = useState(0);
  const isMissing = isReady && !Banner;
  useEffect(() => {
    if (!isMissing) return undefined;
    let timer: number | undefined;
    import("../annunciator/alarm-banner.tsx").then(
      ({ AlarmBanner }) => setBanner(() => AlarmBanner),
      () => {
        timer = window.setTimeout(() => setAttempt(attempt + 1), AGAIN);
      },
    );
    return () => window.clearTimeout(timer);
  }, [isMissing, attempt]);
  return Banner && <Banner {...props} />;
}
