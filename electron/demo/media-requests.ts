/** Requests since the start or the last reset, for tests and benchmarks that compare clients by what they ask of a server. */
export interface RequestCounts {
  total: number;
  /** By method and address, e.g. `POST /demo-1/whep`; a session's secret is shown as `*`. */
  byAddress: Record<string, number>;
  /** POSTs being answered now, and the most there were at once. */
  starting: number;
  mostStarting: number;
}

export interface RequestCounter {
  /** Returns the function to call when the request has ended. */
  count(method: string, pathname: string): () => void;
  counts(): RequestCounts;
  reset(): void;
}

/** Addresses beyond so many are counted together: a server must not grow with what strangers ask for. */
const MOST_ADDRESSES = 10_000;

export function createRequestCounter(): RequestCounter {
  const byAddress = new Map<string, number>();
  let [total, starting, mostStarting] = [0, 0, 0];

  return {
    count: (method, pathname) => {
      const address = `${method} ${pathname.replace(/(\/whep\/)[^/]+$/, "$1*")}`;
      const key = byAddress.has(address) || byAddress.size < MOST_ADDRESSES ? address : "other";
      byAddress.set(key, (byAddress.get(key) ?? 0) + 1);
      total += 1;
      if (method !== "POST") return () => undefined;
      starting += 1;
      mostStarting = Math.max(mostStarting, starting);
      return () => void (starting -= 1);
    },
    counts: () => ({ total, byAddress: Object.fromEntries(byAddress), starting, mostStarting }),
    reset: () => {
      byAddress.clear();
      [total, mostStarting] = [0, starting];
    },
  };
}
