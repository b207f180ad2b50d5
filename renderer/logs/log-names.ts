import { createContext, useContext, useMemo } from "react";
import { useReadyHost } from "../api/api-context.tsx";
import { createNameStream } from "../../shared/name-stream.ts";
import type { NameStream } from "../../shared/name-stream.ts";

/** How the streams of the shown logs are called; by their ids where nobody knows more. */
export const LogNames = createContext<NameStream>(String);

export function useLogNames(): NameStream {
  return useContext(LogNames);
}

export interface StreamNames {
  nameStream: NameStream;
  /** Ids of streams whose names have the text in them, which their records need not have. */
  findStreams: (text: string) => string[];
}

/** Another PC's logs, in a `folder`, know only ids: the same id may be another camera there. */
export function useStreamNames(folder: string): StreamNames {
  const { streams } = useReadyHost().settings.settings;
  return useMemo(() => {
    const named = folder === "" ? streams : [];
    return { nameStream: createNameStream(named), findStreams: (text) => findByName(named, text) };
  }, [folder, streams]);
}

function findByName(streams: readonly { id: string; name: string }[], text: string): string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  return streams.flatMap(({ id, name }) => (name.toLowerCase().includes(wanted) ? [id] : []));
}
