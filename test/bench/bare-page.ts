import { startHttpServer } from "../support/http-server.ts";

export interface BarePageOptions {
  whepUrls: string[];
  /** So many connections are started at a time. */
  atOnce: number;
  /** Milliseconds after which a connection that could not be made, or has failed, is tried again; else never. As MediaMTX's own player. */
  retryAfter?: number;
}

declare global {
  interface Window {
    /** Closes every connection, so that the server need not notice it by itself. */
    closeAll(): void;
  }
}

/** Serves the reference: one peer connection and one video a stream, and nothing else; laid out as a wall is. */
export async function serveBarePage(options: BarePageOptions): Promise<{ url: string; close(): Promise<void> }> {
  const columns = Math.ceil(Math.sqrt(options.whepUrls.length));
  const style = `body{margin:0;height:100vh;display:grid;grid-template-columns:repeat(${columns},1fr);grid-auto-rows:1fr}
    video{width:100%;height:100%;min-height:0;object-fit:contain}`;
  const html = `<!doctype html><title>bare</title><style>${style}</style><body><script>(${playBare.toString()})(${JSON.stringify(options)})</script>`;
  return startHttpServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(html);
  });
}

/** Runs in the page. */
function playBare({ whepUrls, atOnce, retryAfter }: BarePageOptions): void {
  const connections: RTCPeerConnection[] = [];
  window.closeAll = () => {
    for (const connection of connections) connection.close();
  };
  const connect = async (url: string, video: HTMLVideoElement) => {
    const connection = new RTCPeerConnection();
    connection.addTransceiver("video", { direction: "recvonly" });
    connection.addEventListener("track", ({ track, streams }) => (video.srcObject = streams[0] ?? new MediaStream([track])));
    await connection.setLocalDescription();
    const { sdp } = connection.localDescription!;
    const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/sdp" }, body: sdp }).catch(() => undefined);
    if (answer?.status !== 201) return connection.close();
    await connection.setRemoteDescription({ type: "answer", sdp: await answer.text() });
    connections.push(connection);
    if (retryAfter) {
      connection.addEventListener("connectionstatechange", () => {
        if (connection.connectionState !== "failed" && connection.connectionState !== "closed") return;
        connection.close();
        setTimeout(() => void keepTrying(url, video), retryAfter);
      });
    }
    return true;
  };
  const keepTrying = async (url: string, video: HTMLVideoElement) => {
    while (!(await connect(url, video)) && retryAfter) await new Promise((resolve) => setTimeout(resolve, retryAfter));
  };
  const waiting = whepUrls.map((url) => {
    const video = document.createElement("video");
    Object.assign(video, { muted: true, autoplay: true, playsInline: true });
    document.body.append(video);
    return { url, video };
  });
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await keepTrying(next.url, next.video);
  };
  for (let i = 0; i < atOnce; i++) void work();
}
