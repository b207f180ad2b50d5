import type { Settings } from "./settings.ts";

export type NameStream = (streamId: string) => string;

/** Streams as people call them; by their id where the settings know no name, or no longer know the stream. */
export function createNameStream(streams: Settings["streams"]): NameStream {
  const names = new Map(streams.map(({ id, name }) => [id, name]));
  return (streamId) => names.get(streamId) || streamId;
}
