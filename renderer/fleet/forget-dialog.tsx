import { useState } from "react";
import { namePc } from "../../shared/fleet/fleet-view.ts";
import type { FleetPc } from "../../shared/fleet/fleet-view.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { forgetPc } from "./ask-collector.ts";

/** A PC that is no more would be missed for ever; one that is merely away must not be taken off the list by a slip. */
export function ForgetDialog({ pc, onDone }: { pc: FleetPc; onDone: () => void }) {
  const { texts } = useI18n();
  const words = texts.fleet;
  const [problem, setProblem] = useState("");

  async function forget(): Promise<void> {
    const answer = await forgetPc(pc.clientId);
    if (answer.kind === "away") setProblem(`${words.forgetFailed}: ${answer.message}`);
    else onDone();
  }

  return (
    <Dialog title={words.forgetTitle} closeLabel={texts.keys.close} onClose={onDone}>
      <p>{words.forgetText(namePc(pc))}</p>
      <p role="alert">{problem}</p>
      <div className="dialog-actions">
        <button type="button" autoFocus onClick={onDone}>
          {words.cancel}
        </button>
        <button type="button" className="primary" onClick={() => void forget()}>
          {words.forget}
        </button>
      </div>
    </Dialog>
  );
}
