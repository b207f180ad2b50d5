import { useMemo, useSyncExternalStore } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { MUTE_TIME } from "../api/create-mute.ts";
import { useAlarms } from "../api/use-alarms.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { RunAlarmAction } from "../ui/alarm-actions.ts";
import { AlarmStateMark, PriorityMark } from "../ui/alarm-marks.tsx";
import { LiveText, useTicker } from "../ui/live-text.tsx";
import { listForBanner } from "../ui/order-alarms.ts";
import { useSayAlarm } from "../ui/use-say-alarm.ts";
import { useAnnunciator } from "./use-annunciator.ts";
import "../ui/alarm-marks.css";
import "./alarm-banner.css";

export interface AlarmBannerProps {
  onAct: RunAlarmAction;
}

const MINUTE = 60_000;

/** Over every screen: the most urgent alarm that nobody has acknowledged, how many more there are, and the sound's switch. */
export function AlarmBanner({ onAct }: AlarmBannerProps) {
  const { texts, formats } = useI18n();
  const { banner: words, action, state, priority } = texts.alarms;
  const { alarms } = useAlarms();
  const say = useSayAlarm();
  const sound = useAnnunciator();
  const waiting = useMemo(() => listForBanner(alarms), [alarms]);
  const [first] = waiting;
  if (!first) return undefined;
  return (
    <section className="alarm-banner" data-priority={first.priority} data-alarm-state={first.state} aria-label={words.label}>
      <span className="alarm-banner-mark">
        <PriorityMark priority={first.priority} />
        {priority[first.priority]}
        <AlarmStateMark state={first.state} />
        {state[first.state]}
      </span>
      <a className="alarm-banner-text" href={`#/alarms?${new URLSearchParams({ alarm: first.id })}`} title={words.open}>
        <span role="alert">
          <LiveText format={(now) => say.sentence(first, now)} />
        </span>
      </a>
      {/* What is over says so in its sentence. */}
      {first.until === undefined && <LiveText className="alarm-banner-time" format={(now) => formats.duration(now - first.since)} />}
      <button type="button" className="primary" onClick={() => onAct("acknowledge", [{ alarmId: first.id, view: first }])}>
        {action.acknowledge}
      </button>
      {waiting.length > 1 && <a href="#/alarms">{words.more(formats.count(waiting.length - 1))}</a>}
      <span className="alarm-banner-sound">
        {sound.isOn && sound.isBlocked && (
          <button type="button" onClick={sound.unblock}>
            {words.blocked}
          </button>
        )}
        {sound.isOn && !sound.isBlocked && <MuteButton />}
      </span>
    </section>
  );
}

function MuteButton() {
  const { texts, formats } = useI18n();
  const { banner: words } = texts.alarms;
  const { mute } = useHostClient();
  const ticker = useTicker();
  const until = useSyncExternalStore(mute.subscribe, mute.until);
  // Its end draws it anew, nothing before.
  const isMuted = useSyncExternalStore(ticker.add, () => until > Date.now());
  return (
    <button type="button" aria-pressed={isMuted} title={words.muteHint} onClick={mute.toggle}>
      {isMuted ? (
        <LiveText format={(now) => words.unmute(formats.duration(Math.ceil((until - now) / 1_000) * 1_000))} />
      ) : (
        words.mute(formats.count(MUTE_TIME / MINUTE))
      )}
    </button>
  );
}
