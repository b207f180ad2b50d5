/** `mtx-watch-cli`: what is done on a console, without the desktop app. Standard output carries the answer and nothing else. */
import { dirname, join } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { toLogText } from "../shared/plain-text.ts";
import { runAuditCommand } from "./cli/audit-command.ts";
import { runCollectorCommand } from "./cli/collector-command.ts";
import { runDeliverCommand } from "./cli/deliver-command.ts";
import { runDiagnoseCommand } from "./cli/diagnose-command.ts";
import { runLogsCommand } from "./cli/logs-command.ts";
import { runPrintPolicyCommand } from "./cli/print-policy-command.ts";
import { runReportCommand } from "./cli/report-command.ts";

interface Command {
  does: string;
  run: (argv: readonly string[], program: string) => Promise<void> | void;
}

/** Beside the executable: scripts/package-cli.mjs puts it there. */
const PAGE_DIRECTORY = join(dirname(process.execPath), "lib", "page");

const COMMANDS: Record<string, Command> = {
  logs: { does: "searches error logs", run: runLogsCommand },
  report: { does: "a month's figures, as CSV, JSON or PDF", run: runReportCommand },
  audit: { does: "who did what, and whether it is as it was written", run: runAuditCommand },
  deliver: { does: "sends what a rescued data dir still has for central", run: runDeliverCommand },
  diagnose: { does: "what works and what does not, of all that the settings name", run: runDiagnoseCommand },
  "print-policy": { does: "what is in force on this PC, and from which files", run: runPrintPolicyCommand },
  collector: { does: "the central endpoint", run: (argv, program) => runCollectorCommand(argv, program, PAGE_DIRECTORY) },
};

const HELP = `mtx-watch-cli COMMAND [options]

${Object.entries(COMMANDS)
  .map(([name, { does }]) => `  ${name.padEnd(14)}${does}\n`)
  .join("")}
  COMMAND --help shows its options, --version the version.
`;

const [name = "--help", ...argv] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command) void command.run(argv, `mtx-watch-cli ${name}`);
else if (name === "--help") process.stdout.write(HELP);
else if (name === "--version") process.stdout.write(`${packageJson.version}\n`);
else {
  process.stderr.write(`mtx-watch-cli: "${toLogText(name)}" is no command; --help lists them\n`);
  process.exitCode = 2;
}
