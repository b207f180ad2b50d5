import { useEffect, useState } from "react";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import type { LogSource } from "../../shared/log-search.ts";
import { useHostClient } from "../api/api-context.tsx";
import { messageOf } from "./create-log-list.ts";

export type SourceState =
  | { phase: "own"; source: string }
  | { phase: "opening" }
  | { phase: "open"; source: string; opened: LogSource }
  | { phase: "failed"; error: string };

const OWN: SourceState = { phase: "own", source: OWN_LOGS };

/** This PC's logs, or the folder or file of another PC; closed at the host when another one is chosen. */
export function useLogSource(folder: string): SourceState {
  const { api } = useHostClient();
  const [opened, setOpened] = useState<{ folder: string; state: SourceState }>();
  useEffect(() => {
    if (folder === "") return undefined;
    let isOver = false;
    let source: string | undefined;
    const close = () => source !== undefined && void api.closeLogs({ source }).catch(() => undefined); // a host that is gone has closed it
    api.openLogs({ path: folder }).then(
      (answer) => {
        ({ source } = answer);
        if (isOver) close();
        else setOpened({ folder, state: { phase: "open", source, opened: answer } });
      },
      (error: unknown) => !isOver && setOpened({ folder, state: { phase: "failed", error: messageOf(error) } }),
    );
    return () => {
      isOver = true;
      setOpened(undefined);
      close();
    };
  }, [api, folder]);
  if (folder === "") return OWN;
  return opened?.folder === folder ? opened.state : { phase: "opening" };
}
