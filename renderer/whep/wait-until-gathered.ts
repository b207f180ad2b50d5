/** Resolves when the connection has all its candidates, or with the signal. */
export function waitUntilGathered(pc: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (pc.iceGatheringState === "complete" || signal.aborted) resolve();
    };
    pc.addEventListener("icegatheringstatechange", check, { signal });
    signal.addEventListener("abort", check, { once: true });
    check();
  });
}
