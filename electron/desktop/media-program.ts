import type { UtilityProcess, utilityProcess } from "electron";
import type { MediaProgram } from "../demo/own-demo.ts";

/** The demo media server as a process of Electron's; `program` is its entry. It ends with the app. */
export function createMediaProgram(electron: typeof utilityProcess, program: string, args: string[]): MediaProgram {
  let child: UtilityProcess | undefined;
  return {
    start: () =>
      new Promise<void>((resolve, reject) => {
        const started = electron.fork(program, args, { serviceName: "MTX Watch demo", stdio: ["ignore", "pipe", "ignore"] });
        child = started;
        started.stdout?.on("data", (said: Buffer) => said.toString().includes("ready ") && resolve());
        started.once("exit", (code) => reject(new Error(`the demo server ended with ${code}`)));
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        if (!child?.kill()) return resolve();
        child.once("exit", () => resolve());
      }),
  };
}
