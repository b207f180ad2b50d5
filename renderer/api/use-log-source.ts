import { useEffect, useRef, useState } from "react";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import type { LogSource, NoLogs } from "../../shared/log-api.ts";
import { useHostClient } from "./api-context.tsx";
import { isSentFolder } from "./log-folder.ts";

export type SourceState =
  | { phase: "own"; source: string }
  | { phase: "opening" }
  | { phase: "open"; source: string; opened: LogSource }
  | { phase: "failed"; why: NoLogs | { error: unknown } };

const OWN: SourceState = { phase: "own", source: OWN_LOGS };

/**
 * This PC's logs, or the folder or files of another PC; closed at the host when the viewer leaves them. What was sent there has no other
 * copy: it stays open while another screen is shown, and is closed when other logs are.
 */
export function useLogSource(folder: string): SourceState {
  const { api } = useHostClient();
  const [opened, setOpened] = useState<{ folder: string; state: SourceState }>();
  const closeSent = useRef<() => void>(undefined);
  useEffect(() => {
    closeSent.current?.();
    closeSent.current = undefined;
    if (folder === "") return undefined;
    let isOver = false;
    let source: string | undefined;
    const close = () => source !== undefined && void api.closeLogs({ source }).catch(() => undefined); // a host that is gone has closed it
    const fail = (why: NoLogs | { error: unknown }) => !isOver && setOpened({ folder, state: { phase: "failed", why } });
    api.openLogs({ path: folder }).then(
      (answer) => {
        if ("empty" in answer) return fail(answer);
        ({ source } = answer);
        if (isOver) close();
        else setOpened({ folder, state: { phase: "open", source, opened: answer } });
      },
      (error: unknown) => fail({ error }),
    );
    return () => {
      isOver = true;
      setOpened(undefined);
      if (isSentFolder(folder)) closeSent.current = close;
      else close();
    };
  }, [api, folder]);
  if (folder === "") return OWN;
  return opened?.folder === folder ? opened.state : { phase: "opening" };
}
