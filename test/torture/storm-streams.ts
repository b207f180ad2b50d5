/** What fails in a storm. Nobody listens there when the host looks what is wrong. */
export const STORM_SERVER = { id: "storm", whepBaseUrl: "http://127.0.0.1:9" };
export const STORM_STREAMS = Array.from({ length: 64 }, (_, number) => ({
  id: `stream-${String(number).padStart(3, "0")}`,
  name: `${number}번 출입구`,
  serverId: STORM_SERVER.id,
  path: `demo-${number}`,
}));

/** The settings name these alone: they have alarms, and a page of the host's own plays them. */
export const PLANNED_STREAMS = STORM_STREAMS.slice(0, 4);

/** The stream that the n-th report of a kind is about. */
export function streamOf(report: number): { streamId: string; streamName: string; whepUrl: string } {
  const { id, name, path } = STORM_STREAMS[report % STORM_STREAMS.length]!;
  return { streamId: id, streamName: name, whepUrl: `${STORM_SERVER.whepBaseUrl}/${path}/whep` };
}
