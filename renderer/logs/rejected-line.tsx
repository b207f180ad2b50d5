import { useI18n } from "../i18n/i18n-context.tsx";
import type { LogQuery } from "../ui/log-query.ts";

/** Over this PC's rejected records: what they are, and that they can be sent again. */
export function RejectedLine({ query, count, onResend }: { query: LogQuery; count: number | undefined; onResend: () => void }) {
  const { texts } = useI18n();
  if (query.facets.delivery?.include?.join() !== "rejected" || query.folder !== "") return null;
  return (
    <p className="source-line">
      {texts.logs.resend.hint}
      <button type="button" className="small" disabled={count === 0} onClick={onResend}>
        {texts.logs.resend.all}
      </button>
    </p>
  );
}
