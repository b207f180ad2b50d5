import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { redactUrl } from "../../shared/redact.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { AttemptFailure, Player } from "../whep/types.ts";
import { createPlayerVideo } from "./create-player-video.ts";
import type { TestBench } from "./create-test-bench.ts";
import { FailureDetails } from "./failure-details.tsx";
import { StreamTile } from "./stream-tile.tsx";
import { TestForm } from "./test-form.tsx";

/** Plays any WHEP address, or says why not. Nothing of it reaches the host. */
export function TestTileDialog({ bench, onClose }: { bench: TestBench; onClose: () => void }) {
  const { texts, formats } = useI18n();
  const [player, setPlayer] = useState<Player>();
  const failures = useSyncExternalStore(bench.subscribe, bench.failures);
  const { test, status } = texts;

  useEffect(() => () => void player?.stop(), [player]);

  return (
    <Dialog title={test.title} closeLabel={texts.keys.close} onClose={onClose} wide>
      <p className="hint">{test.intro}</p>
      <TestForm playing={player !== undefined} onPlay={(stream) => setPlayer(bench.play(stream))} onStop={() => setPlayer(undefined)} />
      <div className="test-stage">{player ? <TestTile key={player.stream.id} player={player} /> : <p className="hint">{test.idle}</p>}</div>
      {player && <LatestFailure player={player} />}
      <div className="dialog-actions">
        <span className="hint">{test.failures(formats.count(failures.length))}</span>
        <CopyButton text={toLines(failures)} label={test.copyFailures} copiedLabel={status.copied} />
      </div>
    </Dialog>
  );
}

function TestTile({ player }: { player: Player }) {
  const stream = useMemo(() => ({ player, serverName: new URL(player.stream.whepUrl).host, video: createPlayerVideo(player) }), [player]);
  return <StreamTile stream={stream} index={0} reachable enlarged={false} showStatistics onFocus={ignore} onEnlarge={ignore} />;
}

function LatestFailure({ player }: { player: Player }) {
  const failure = useSyncExternalStore(player.subscribe, () => player.view().failure);
  return failure && <FailureDetails failure={failure} />;
}

function ignore(): void {
  // the test tile is as large as it gets
}

/** JSON lines, as a support mail wants them: addresses without their secrets. */
function toLines(failures: readonly AttemptFailure[]): string {
  return failures
    .map(({ at, whepUrl, ...failure }) =>
      JSON.stringify({ timestamp: new Date(at).toISOString(), whepUrl: redactUrl(whepUrl), ...failure }),
    )
    .join("\n");
}
