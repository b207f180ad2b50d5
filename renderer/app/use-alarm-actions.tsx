import { useState } from "react";
import type { ComponentType, ReactNode } from "react";
import type { AlarmDialogProps } from "../alarms/alarm-dialog.tsx";
import { useHostClient } from "../api/api-context.tsx";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { planAlarmAction } from "../ui/alarm-actions.ts";
import type { AlarmTarget, PlannedAction, RunAlarmAction } from "../ui/alarm-actions.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { NoticeLine } from "./notice-line.tsx";

export interface AlarmActions {
  run: RunAlarmAction;
  /** Where a reason is asked for. */
  dialog: ReactNode;
  /** Why the last action could not be done. */
  problem: string | undefined;
  dismiss: () => void;
}

type Asked = Extract<PlannedAction, { step: "ask" }>;

/** What operators do with alarms, from the list, a tile or the banner. The dialogs are loaded when the first one is asked for. */
export function useAlarmActions(): AlarmActions {
  const { api } = useHostClient();
  const { texts } = useI18n();
  const sayError = useSayError();
  const [asked, setAsked] = useState<Asked>();
  const [Dialog, setDialog] = useState<ComponentType<AlarmDialogProps>>();
  const [problem, setProblem] = useState<string>();

  async function runPlanned(planned: PlannedAction): Promise<void> {
    const each = async (call: (alarmId: string) => Promise<unknown>, targets: readonly AlarmTarget[]) => {
      for (const { alarmId } of targets) await call(alarmId);
    };
    switch (planned.step) {
      case "acknowledge": {
        const alarms = planned.targets.map(({ alarmId, view }) => ({ alarmId, occurrenceId: view!.occurrenceId! }));
        await api.acknowledgeAlarms({ alarms });
        return;
      }
      case "unshelve":
        return each((alarmId) => api.unshelveAlarm({ alarmId }), planned.targets);
      case "inService":
        return each((alarmId) => api.setOutOfService({ alarmId, isOut: false }), planned.targets);
      case "ask": {
        const loaded = await import("../alarms/alarm-dialog.tsx");
        setDialog(() => loaded.AlarmDialog);
        setAsked(planned);
        return;
      }
      case "nothing":
    }
  }

  return {
    run(action, targets) {
      setProblem(undefined);
      const planned = planAlarmAction(action, targets);
      if (planned.step === "nothing" && targets.every(({ view }) => !view)) setProblem(texts.alarms.tile.nothing);
      runPlanned(planned).catch((error: unknown) => setProblem(`${texts.alarms.dialog.failed}: ${sayError(error)}`));
    },
    dialog: asked && Dialog && (
      <ErrorBoundary
        say={(error) => <NoticeLine text={`${texts.alarms.dialog.failed}: ${error.message}`} onClose={() => setAsked(undefined)} />}
      >
        <Dialog action={asked.action} targets={asked.targets} onClose={() => setAsked(undefined)} />
      </ErrorBoundary>
    ),
    problem,
    dismiss: () => setProblem(undefined),
  };
}
