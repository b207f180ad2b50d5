import { useEffect, useState } from "react";
import type { ComponentType } from "react";
import type { AlarmBannerProps } from "../annunciator/alarm-banner.tsx";
import { useAlarmPart } from "../api/use-alarms.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { NoticeLine } from "./notice-line.tsx";

/** Milliseconds until it is loaded again where it could not be. */
const AGAIN = 5_000;

/**
 * The banner and the sound of alarms, loaded once the alarms are known: the wall's first pictures do not wait for them. What fails in it is
 * said in its place: the wall plays on.
 */
export function AlarmBar(props: AlarmBannerProps) {
  const { failed, screenCrash } = useI18n().texts;
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
  const sayCrash = ({ message }: Error, retry: () => void) => (
    <NoticeLine text={`${failed.alarmBar}: ${message}`} action={screenCrash.retry} onClose={retry} />
  );
  return (
    Banner && (
      <ErrorBoundary say={sayCrash}>
        <Banner {...props} />
      </ErrorBoundary>
    )
  );
}
