import type { SyntheticEvent } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { Player } from "../whep/types.ts";
import { FailureDetails } from "./failure-details.tsx";
import { SimilarIncidents } from "./similar-incidents.tsx";
import { StreamDiagnosis } from "./stream-diagnosis.tsx";
import { useTileView } from "./use-tile-view.ts";

/** All that is known of a stream without a picture: its last failure, and what the host finds out now. */
export function FailureDialog({ player, onClose }: { player: Player; onClose: () => void }) {
  const { texts } = useI18n();
  const { failure } = useTileView(player);
  return (
    <div onKeyDown={keepInside} onDoubleClick={keepInside}>
      <Dialog title={texts.diagnosis.dialog(player.stream.name)} closeLabel={texts.keys.close} onClose={onClose} wide>
        <StreamDiagnosis streamId={player.stream.id} />
        {failure && <SimilarIncidents streamId={player.stream.id} reason={failure.reason} />}
        {failure && <FailureDetails failure={failure} />}
      </Dialog>
    </div>
  );
}

/** The tile around it has keys and a double click of its own. */
function keepInside(event: SyntheticEvent): void {
  event.stopPropagation();
}
