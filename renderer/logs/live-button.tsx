import { useSyncExternalStore } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { LogList } from "./create-log-list.ts";

/** Whether new rows come on top by themselves; what has come meanwhile, and the way back to it. */
export function LiveButton({ list, onResume }: { list: LogList; onResume: () => void }) {
  const { texts, formats } = useI18n();
  const { list: words } = texts.logs;
  const { following, fresh } = useSyncExternalStore(list.subscribe, list.get);
  return (
    <button
      type="button"
      className={fresh > 0 ? "small primary live-button" : "small live-button"}
      aria-pressed={following}
      title={following ? words.live : words.resume}
      onClick={() => (following ? list.follow(false) : onResume())}
    >
      <span className="live-sign" aria-hidden="true">
        {following ? "●" : "❚❚"}
      </span>
      {following ? words.live : words.paused}
      {fresh > 0 && <strong>{words.fresh(fresh >= 1_000 ? `${formats.count(1_000)}+` : formats.count(fresh))}</strong>}
    </button>
  );
}
