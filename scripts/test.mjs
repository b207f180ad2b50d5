// npm test [-- vitest arguments]: type check, lint, build, then unit, end-to-end and desktop tests; installs what they need.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { ensureBuilt, ensureInstalled, fail, projectNode, root } from "./bootstrap.mjs";

ensureInstalled();
const work = mkdtempSync(join(tmpdir(), "mtx-watch-test-"));
/** Windows has none, and would open a window for each that is detached. */
const hasGroups = process.platform !== "win32";
const running = new Set();
process.on("exit", () => {
  for (const child of running) end(child);
  rmSync(work, { recursive: true, force: true, maxRetries: 10 });
});
for (const [signal, status] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })) process.on(signal, () => process.exit(status));
const modules = join(root, "node_modules");
// Hundreds of processes start from source: each takes from there what another one has compiled already.
const env = {
  ...process.env,
  PATH: join(modules, ".bin") + delimiter + process.env.PATH,
  NODE_COMPILE_CACHE: join(work, "compiled"),
};

// Side by side, the build among them: none of them waits for another.
const checks = [
  ...["shared", "electron", "renderer", "test"].map((layer) => check(`type check of ${layer}`, "typescript/bin/tsc", ["-p", layer])),
  check("lint", "oxlint/bin/oxlint"),
  check("format", "oxfmt/bin/oxfmt", ["--check"]),
];
ensureBuilt({ force: true });
await Promise.all(checks);
prepareElectron();

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
// Three lanes, each about as long as the others. What plays, is looked at or is an Electron waits for most of its time, one file at a time in
// each, and pictures that come late are failures to it: the lane that waits for no picture takes what processor time those two leave.
await Promise.all([runProjects(["e2e"]), runProjects(["pure", "mocked", "unit"], { niceness: 3 }), runProjects(["screens", "desktop"])]);
for (const failure of failures) console.error(failure);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
if (counts.passed + counts.failed + counts.skipped === 0) fail("no test matches the given arguments");
process.exit(counts.failed > 0 ? 1 : 0);

/** Which Electron the desktop tests drive, and which app folder: see spec section 6 and CONTRIBUTING. */
function prepareElectron() {
  const { MTX_ELECTRON, MTX_ELECTRON_CONVERT } = process.env;
  if (!MTX_ELECTRON || !MTX_ELECTRON_CONVERT) return;
  const target = join(work, "converted");
  const { status } = spawnSync(`${MTX_ELECTRON_CONVERT} out "${target}"`, { cwd: root, shell: true, stdio: ["ignore", 2, 2] });
  if (status !== 0) fail(`MTX_ELECTRON_CONVERT failed: ${MTX_ELECTRON_CONVERT}`);
  env.MTX_ELECTRON_APP = target;
}

/** One after the other. */
async function runProjects(projects, how) {
  for (const project of projects) addCounts(project, await runVitest(project, how));
}

async function runVitest(project, how) {
  const report = join(work, `${project}.json`);
  const vitest = [join(modules, "vitest", "vitest.mjs"), "run", "--project", project, "--passWithNoTests"];
  const args = [...vitest, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)];
  const needsDisplay = project === "desktop" && process.platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  const [command, ...before] =
    needsDisplay && hasProgram("xvfb-run") ? ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", projectNode()] : [projectNode()];
  return { status: await spawnToEnd(command, [...before, ...args], how), report };
}

function addCounts(project, { status, report }) {
  let result = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  try {
    result = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    if (status === 0) return; // no test of this project matched the given arguments
  }
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests;
  counts.skipped += result.numPendingTests + result.numTodoTests;
  failures.push(...describeFailures(project, result.testResults));
  if (status !== 0 && result.numFailedTests === 0) {
    failures.push(`mtx-watch: the ${project} tests ended with ${status} although no single test failed: see above`);
    counts.failed += 1;
  }
}

/** Said again at the very end, where somebody who has only the last lines of a long log finds it. */
function describeFailures(project, files) {
  return files.flatMap(({ name, message, assertionResults }) => {
    const file = `FAILED ${project}: ${relative(root, name)}`;
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return message ? [`${file}\n${message}`] : [];
    return failed.map((test) => `${file} > ${test.fullName}\n${test.failureMessages.join("\n")}`);
  });
}

async function check(name, program, args = []) {
  if ((await spawnToEnd(projectNode(), [join(modules, program), ...args])) !== 0) fail(`${name} failed`);
}

/**
 * Resolves with the exit code, or the signal that ended it. Through a pipe, since two that write to one terminal would each move the other's
 * cursor. In a process group of its own, so that its workers end with it.
 */
async function spawnToEnd(command, args, { niceness = 0 } = {}) {
  const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], detached: hasGroups });
  running.add(child);
  if (niceness > 0 && child.pid) lowerPriority(child.pid, niceness);
  child.stdout.pipe(process.stdout, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  const [status, signal] = await once(child, "close");
  running.delete(child);
  return status ?? signal;
}

/** Its workers have it from the process. A kernel that gives each session an equal share (autogroup) wants it said of the session, too. */
function lowerPriority(pid, niceness) {
  try {
    setPriority(pid, niceness);
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // It has ended; or this is no Linux, and knows no such groups.
  }
}

function end(child) {
  if (!child.pid) return; // could not be started
  try {
    process.kill(hasGroups ? -child.pid : child.pid);
  } catch {
    // It has ended by itself.
  }
}

function hasProgram(name) {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}
