import type * as Files from "node:fs/promises";

/**
 * Node's file operations with faults of our choice: a sound disk cannot be made to fail at one step and not at the next. For vi.mock:
 * `vi.mock("node:fs/promises", async (importOriginal) => breakDisk(await importOriginal()))`.
 */
export const disk = {
  /** How many operations there were since it was last set to 0. */
  operations: 0,
  /** Files that were opened and not closed. */
  openFiles: 0,
  /** Asked before each operation with its number and name: the error's code, or undefined to let it be done. */
  judge: (_number: number, _name: string): string | undefined => undefined,
};

const OF_PATHS = ["mkdir", "readdir", "readFile", "rename", "rm", "stat", "statfs", "truncate", "writeFile"] as const;
const OF_HANDLES = ["datasync", "read", "stat", "sync", "truncate", "write", "writeFile"];
type AnyCall = (...values: never[]) => Promise<unknown>;

export function breakDisk(files: typeof Files): typeof Files {
  const broken = Object.fromEntries(OF_PATHS.map((name) => [name, breakCall(name, files[name] as AnyCall)]));
  const open = async (...values: Parameters<typeof files.open>) => breakHandle(await files.open(...values));
  return { ...files, ...broken, open: breakCall("open", open) };
}

function breakHandle(handle: Files.FileHandle): Files.FileHandle {
  disk.openFiles++;
  return new Proxy(handle, {
    get(target, key) {
      if (key === "close") disk.openFiles--;
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      const call = value.bind(target) as AnyCall;
      return OF_HANDLES.includes(String(key)) ? breakCall(`handle.${String(key)}`, call) : call;
    },
  });
}

function breakCall<C extends AnyCall>(name: string, call: C): C {
  return (async (...values: never[]) => {
    const code = disk.judge(disk.operations++, name);
    if (code === undefined) return call(...values);
    if (name === "handle.write" || name === "writeFile") await leaveHalf(call, values);
    throw Object.assign(new Error(`${code}: ${name} was made to fail`), { code });
  }) as C;
}

/** The worst that a failed write can do: a part of it is there. */
async function leaveHalf(call: AnyCall, values: unknown[]): Promise<void> {
  const at = Buffer.isBuffer(values[0]) ? 0 : 1;
  const [bytes, offset] = [values[at], at === 0 ? Number(values[1] ?? 0) : 0];
  if (!Buffer.isBuffer(bytes)) return;
  const half = bytes.subarray(offset, offset + Math.floor((bytes.length - offset) / 2));
  await (call as (...values: unknown[]) => Promise<unknown>)(...values.slice(0, at), half, ...(at === 0 ? [] : values.slice(2)));
}
