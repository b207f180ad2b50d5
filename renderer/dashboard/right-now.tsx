import { MOST_CHOSEN } from "../../shared/log-facets.ts";
import type { Statistics, StreamFigures } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { DeliveryHealthList } from "./delivery-health-list.tsx";
import { DownList } from "./down-list.tsx";
import { findSince } from "./find-since.ts";
import { KindMark } from "./kind-mark.tsx";
import { Link } from "./link.tsx";
import { createLogLinks } from "./log-links.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { Panel } from "./panel.tsx";

interface RightNowProps {
  /** Of the last hour; undefined until it is known. */
  now: Statistics | undefined;
  /** Of the chosen time, which may know since when. */
  longer: Statistics | undefined;
  /** About now; Unix milliseconds. */
  asOf: number;
  nameStream: NameStream;
}

const KINDS = ["down", "unknown", "maintenance", "up"] as const;

/** How many streams are what, which are down and why, and whether what is written reaches central. */
export function RightNow({ now, longer, asOf, nameStream }: RightNowProps) {
  const { texts, formats } = useI18n();
  const { now: say, kind: kinds } = texts.dashboard;
  const streams = now?.streams.filter(({ isConfigured }) => isConfigured);
  return (
    <Panel title={say.title} className="wide">
      <div className="right-now">
        <dl className="now-counts">
          {KINDS.map((kind) => {
            const those = streams?.filter(({ state }) => state === kind);
            const count = those?.length;
            const figure = count === undefined ? texts.dashboard.linesWaiting : formats.count(count);
            return (
              <div key={kind} data-kind={kind} data-count={count}>
                <dt>
                  <KindMark kind={kind} /> {kinds[kind]}
                </dt>
                <dd>
                  <Link to={now && those && count ? linkToKind(those, now, longer) : undefined}>
                    {count ? <span className="unseen">{kinds[kind]} </span> : null}
                    {figure}
                  </Link>
                </dd>
              </div>
            );
          })}
        </dl>
        <DownList now={now} longer={longer} nameStream={nameStream} />
        <DeliveryHealthList asOf={asOf} />
      </div>
    </Panel>
  );
}

/** The log of these streams: of the last hour; of those that are down since the first of them is. */
function linkToKind(streams: readonly StreamFigures[], now: Statistics, longer: Statistics | undefined): string {
  const begins = streams.map((stream) => (stream.state === "down" ? findSince(stream, now, longer).since : now.from));
  const names = streams.map(({ streamId }) => streamId);
  // So many cannot be chosen: everything of the time is shown.
  const chosen = names.length <= MOST_CHOSEN ? names : [];
  return createLogLinks({ from: Math.min(now.from, ...begins), to: now.to, streams: chosen, servers: [] })();
}
