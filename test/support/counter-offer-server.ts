/** Where it lives, for the players of a page. */
export const COUNTER_OFFER_URL = "http://counter-offer.test/cam/whep";

/** A WHEP server inside the page that answers each offer with one of its own (406), for which no server is at hand. */
export function createCounterOfferServer(): (method: string, body: unknown) => Promise<Response> {
  let server: RTCPeerConnection | undefined;

  const offer = async () => {
    server = new RTCPeerConnection();
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d")!;
    setInterval(() => brush.fillRect(Math.random() * canvas.width, Math.random() * canvas.height, 20, 20), 50);
    for (const track of canvas.captureStream().getTracks()) server.addTransceiver(track, { direction: "sendonly" });
    await server.setLocalDescription();
    const gathered = server;
    await new Promise<void>((resolve) => {
      gathered.onicegatheringstatechange = () => gathered.iceGatheringState === "complete" && resolve();
    });
    return new Response(server.localDescription?.sdp, { status: 406, headers: { Location: "/session", ID: "counter-offer" } });
  };

  return async (method, body) => {
    if (method === "POST") return Object.defineProperty(await offer(), "url", { value: COUNTER_OFFER_URL });
    if (method === "PATCH") await server?.setRemoteDescription({ type: "answer", sdp: String(body) });
    if (method === "DELETE") server?.close();
    return new Response(undefined, { status: 204 });
  };
}
