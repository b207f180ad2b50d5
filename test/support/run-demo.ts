import { spawn } from "node:child_process";
import { join } from "node:path";
import { makeTempDir } from "./temp-dir.ts";

const DEMO = join(import.meta.dirname, "../../out/main/demo.js");

/** Runs the built demo as a person would, to its end. `output` is what it told that person. */
export async function runDemo(args: string[]): Promise<{ code: number | null; output: string }> {
  const demo = spawn(process.execPath, [DEMO, "--data-dir", makeTempDir(), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [demo.stdout, demo.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => demo.on("close", resolve));
  return { code, output };
}
