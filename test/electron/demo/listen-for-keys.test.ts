import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const MODULE = join(import.meta.dirname, "../../../electron/demo/listen-for-keys.ts");
const PROGRAM = `
  import { listenForKeys } from ${JSON.stringify(MODULE)};
  const stop = listenForKeys(process.stdin, (key) => (key === "q" ? (stop(), console.log("[ended]"), process.exit(0)) : console.log("[" + key + "]")));
  process.on("SIGINT", () => (console.log("[interrupted]"), process.exit(0)));
  console.log("[ready]");
`;
const NODE = [process.execPath, "--disable-warning=ExperimentalWarning", "--input-type=module-typescript", "-e", PROGRAM];
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
// util-linux's: it makes a terminal.
const hasTerminal = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;
if (!hasTerminal) console.warn("no test here: keys of a terminal, which need script(1)");

/** Types each text as soon as what it waits for is there; all that was said. */
async function type(command: string[], steps: [seen: string, typed: string][]): Promise<string> {
  const child = spawn(command[0]!, command.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  let step = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    while (step < steps.length && said.includes(steps[step]![0])) child.stdin.write(steps[step++]![1]);
  });
  await new Promise((resolve) => child.on("close", resolve));
  return said;
}

// oxlint-disable vitest/no-conditional-tests -- what a machine's programs cannot do at all is no test there
if (hasTerminal) {
  const inTerminal = ["script", "-qec", NODE.map(quote).join(" "), "/dev/null"];

  test("a key of a terminal counts when it is pressed, without Enter", async () => {
    expect(await type(inTerminal, [["[ready]", "c"], ["[c]", "M"], ["[m]", "q"]])).toContain("[ended]"); // prettier-ignore
  });

  test("Ctrl+C interrupts as ever", async () => {
    expect(await type(inTerminal, [["[ready]", "\u0003"]])).toContain("[interrupted]");
  });
}

test("elsewhere a key is a line", async () => {
  const said = await type(NODE, [["[ready]", "c\n"], ["[c]", " M \n"], ["[m]", "q\n"]]); // prettier-ignore
  expect(said).toContain("[ended]");
});
