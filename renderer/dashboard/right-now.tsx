import type { Statistics } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { DeliveryHealthList } from "./delivery-health-list.tsx";
import { DownList } from "./down-list.tsx";
import { KindMark } from "./kind-mark.tsx";
import type { NameStream } from "../ui/name-stream.ts";
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
            const count = streams?.filter(({ state }) => state === kind).length;
            return (
              <div key={kind} data-kind={kind} data-count={count}>
                <dt>
                  <KindMark kind={kind} /> {kinds[kind]}
                </dt>
                <dd>{count === undefined ? texts.dashboard.linesWaiting : formats.count(count)}</dd>
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
