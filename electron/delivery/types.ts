/** A request of a delivery, and its answer as far as the delivery needs it. The host hands the transport in. */
export interface OutgoingRequest {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** Ends the request; the transport then rejects. */
  signal: AbortSignal;
  /** Milliseconds until the whole answer must be there; of one that goes on (`onData`) from one piece to the next. */
  timeout: number;
  /** Takes a successful answer as it comes, for as long as it goes on; its body is empty then. */
  onData?: (chunk: Uint8Array) => void;
  /** Of the answer's body; 1 MiB unless told otherwise. What is beyond is not read. */
  mostBytes?: number;
}

export interface IncomingAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** At most the request's `mostBytes`. */
  body: string;
  /** The same as it came, for what is no text. */
  bytes?: Uint8Array;
}

/** Sends one request and follows no redirect. Rejects when there is no answer (network, TLS, timeout, abort). */
export type SendRequest = (request: OutgoingRequest) => Promise<IncomingAnswer>;
