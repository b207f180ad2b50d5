/** How it stands with what the host writes and sends. */
export interface HostStatus {
  journal: JournalStatus;
  /** To central, and to the OpenTelemetry receiver. */
  delivery: DeliveryStatus;
  otlp: DeliveryStatus;
}

export interface JournalStatus {
  state: "ok" | "failing";
  cause?: "disk_full" | "read_only" | "missing" | "io_error";
  /** ISO time since when it fails. */
  since?: string;
  /** Records that wait in memory for the disk, and how many are lost: dropped by the full buffer, or deleted unread by the size limit. */
  buffered: number;
  lost: number;
  /** Bytes that are free on the journal's disk, and whether that is too little (spec section 3); absent where it cannot be told. */
  disk?: { free: number; isLow: boolean };
  /** Path of the file that is written to today. */
  file: string;
}

export interface DeliveryStatus {
  state: "off" | "idle" | "delivering" | "retrying" | "misconfigured";
  /** Records on disk that central has not acknowledged. */
  waiting: number;
  /** Records that central refused, held until it takes others. */
  held: number;
  rejected: number;
  delivered: number;
  /** Records that were taken, and of which the destination then says that it dropped them, with its words about the last of them. */
  dropped?: { count: number; reason: string };
  /** Lines that cannot be sent: damaged, or without an id. */
  skipped?: number;
  /** One English sentence about the last failed attempt. */
  lastError?: string;
  statusCode?: number;
  /** ISO times. */
  nextAttemptAt?: string;
  lastDeliveredAt?: string;
}
