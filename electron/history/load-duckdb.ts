import type * as DuckDbApi from "@duckdb/node-api";
import type * as DuckDbBindings from "@duckdb/node-bindings";

/** The library, and its bindings under it, which take whole columns. */
export interface DuckDb {
  duckdb: typeof DuckDbApi;
  bindings: typeof DuckDbBindings;
}

/** Undefined where this machine has no engine: another platform, an Electron that is too old. */
export async function loadDuckDb(): Promise<DuckDb | undefined> {
  try {
    const { default: bindings } = await import("@duckdb/node-bindings");
    return { duckdb: await import("@duckdb/node-api"), bindings };
  } catch {
    return undefined;
  }
}
