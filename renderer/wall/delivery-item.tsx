import type { DeliveryStatus } from "../../shared/host-status.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { Severity } from "../ui/severity-icon.tsx";
import { StatusItem } from "../ui/status-item.tsx";

const SEVERITIES = {
  off: "normal",
  idle: "normal",
  delivering: "normal",
  retrying: "warning",
  misconfigured: "warning",
} as const satisfies Record<DeliveryStatus["state"], Severity>;

/** Central and what waits for it. A warning at most: nothing is lost while it waits, and the administrator is told elsewhere. */
export function DeliveryItem() {
  const { texts, formats } = useI18n();
  const { status: text } = texts;
  const { api, hostState } = useHostClient();
  const { delivery } = useReadyHost().status;
  const { state, waiting, held, rejected, lastError } = delivery;
  const words = {
    off: text.centralOff,
    idle: text.centralOk,
    delivering: "",
    retrying: text.centralRetrying,
    misconfigured: text.centralMisconfigured,
  };
  const severity = SEVERITIES[state];
  const facts = [
    words[state],
    waiting > 0 ? text.backlog(formats.count(waiting)) : "",
    held > 0 ? text.held(formats.count(held)) : "",
    rejected > 0 ? text.rejected(formats.count(rejected)) : "",
  ];
  const line = facts.filter((fact) => fact !== "").join(" · ") || text.centralOk;
  const retry = () =>
    void api.retryDelivery({}).then(hostState.setStatus, () => {
      // A host that is away shows as such in this very bar.
    });
  return (
    <div className="status-group" data-delivery={state} title={lastError}>
      <span className="label">{text.central}</span>
      {severity === "normal" ? <span className="status-item">{line}</span> : <StatusItem severity={severity}>{line}</StatusItem>}
      {severity !== "normal" && (
        <button type="button" className="small" onClick={retry}>
          {text.sendNow}
        </button>
      )}
    </div>
  );
}
