import { createSocket } from "node:dgram";
import type { RemoteInfo, Socket } from "node:dgram";

/** `toReader`: what the server sends; `toServer`: what the reader sends. */
export type Direction = "toReader" | "toServer";

export interface MediaRelay {
  /** Where readers reach the session: one for each address of the server. */
  endpoints: readonly Endpoint[];
  /** From then on not one packet passes, not even a goodbye. */
  close(): void;
  /** Closes behind the server's goodbye. Resolves then, at the latest after GOODBYE_PATIENCE. */
  closeAfterGoodbye(): Promise<void>;
}

export interface Endpoint {
  address: string;
  port: number;
}

export interface MediaRelayOptions {
  addresses: readonly string[];
  /** The session's own UDP socket. */
  target: Endpoint;
  /** Asked for each packet: a cut cable answers no. */
  passes: (packet: Buffer, direction: Direction) => boolean;
}

/** Milliseconds. A session that never connected has nothing to say. */
const GOODBYE_PATIENCE = 1_000;
/** DTLS content type `alert` (RFC 6347): once connected, a close_notify. */
const DTLS_ALERT = 21;
/** Addresses of one reader that are served at a time: its interfaces, and nobody who floods the port. */
const MOST_ADDRESSES = 32;

/**
 * Stands in front of one session's UDP socket, as a network does: packets can be lost in it while both ends are alive, which a WebRTC
 * library alone cannot provoke. Like a NAT it keeps one socket for each address of the reader, so that answers find their way back.
 */
export async function createMediaRelay({ addresses, target, passes }: MediaRelayOptions): Promise<MediaRelay> {
  const sockets = new Set<Socket>();
  const goodbye = Promise.withResolvers<void>();
  let closed = false;

  const open = async (address: string): Promise<Socket> => {
    const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
    sockets.add(socket);
    // The other end is gone: Windows reports the ICMP answer to an earlier packet here. Nobody waits for either.
    socket.on("error", () => undefined);
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.bind(0, address, () => {
        socket.off("error", reject);
        resolve();
      });
    });
    return socket;
  };

  const listen = async (address: string): Promise<Endpoint> => {
    const front = await open(address);
    const backs = new Map<string, Promise<Socket>>();
    const openBack = async (reader: RemoteInfo): Promise<Socket> => {
      const back = await open(target.address);
      back.on("message", (packet) => {
        if (closed || !passes(packet, "toReader")) return;
        front.send(packet, reader.port, reader.address, () => packet[0] === DTLS_ALERT && goodbye.resolve());
      });
      return back;
    };
    front.on("message", (packet, reader) => {
      if (closed || !passes(packet, "toServer")) return;
      const key = `${reader.address} ${reader.port}`;
      let back = backs.get(key);
      if (!back && backs.size >= MOST_ADDRESSES) return;
      if (!back) backs.set(key, (back = openBack(reader)));
      void back.then((socket) => closed || socket.send(packet, target.port, target.address)).catch(() => undefined);
    });
    return { address, port: front.address().port };
  };

  const close = (): void => {
    if (closed) return;
    closed = true;
    for (const socket of sockets) socket.close();
    sockets.clear();
  };

  const closeAfterGoodbye = async (): Promise<void> => {
    const patience = setTimeout(goodbye.resolve, GOODBYE_PATIENCE);
    await goodbye.promise;
    clearTimeout(patience);
    close();
  };

  try {
    return { endpoints: await Promise.all(addresses.map(listen)), close, closeAfterGoodbye };
  } catch (error) {
    close();
    throw error;
  }
}
