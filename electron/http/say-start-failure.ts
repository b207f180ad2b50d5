/** Why a server did not start, for whoever has called it. */
export function sayStartFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (port !== undefined && code === "EADDRINUSE") return `port ${port} of ${address} is taken by another program, or by this one already; --port names another`; // prettier-ignore
  if (port !== undefined && code === "EACCES") return `port ${port} of ${address} is for administrators; --port names another`;
  return error.message;
}
