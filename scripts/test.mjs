// npm test [-- vitest arguments]: type check, lint, build, then unit, end-to-end and desktop tests; installs what they need.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensureBuilt, ensureInstalled, fail, projectNode, root } from "./bootstrap.mjs";

ensureInstalled();
const work = mkdtempSync(join(tmpdir(), "mtx-watch-test-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const modules = join(root, "node_modules");
const env = { ...process.env, PATH: join(modules, ".bin") + delimiter + process.env.PATH };

for (const layer of ["shared", "electron", "renderer", "test"])
  run(`type check of ${layer}`, projectNode(), [join(modules, "typescript", "bin", "tsc"), "-p", layer]);
run("lint", projectNode(), [join(modules, "oxlint", "bin", "oxlint")]);
run("format", projectNode(), [join(modules, "prettier", "bin", "prettier.cjs"), "--check", "--log-level=warn", "."]);
ensureBuilt({ force: true });
prepareElectron();

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const project of ["unit", "screens", "e2e", "desktop"]) addCounts(project, runVitest(project));
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
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

function runVitest(project) {
  const report = join(work, `${project}.json`);
  const vitest = [join(modules, "vitest", "vitest.mjs"), "run", "--project", project, "--passWithNoTests"];
  const args = [...vitest, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)];
  const needsDisplay = project === "desktop" && process.platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  const [command, ...before] =
    needsDisplay && hasProgram("xvfb-run") ? ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", projectNode()] : [projectNode()];
  const { status } = spawnSync(command, [...before, ...args], { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
  return { status, report };
}

function addCounts(project, { status, report }) {
  let result = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  try {
    result = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    if (status === 0) return; // no test of this project matched the given arguments
  }
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests;
  counts.skipped += result.numPendingTests + result.numTodoTests;
  if (status !== 0 && result.numFailedTests === 0) {
    console.error(`mtx-watch: the ${project} tests ended with ${status} although no single test failed: see above`);
    counts.failed += 1;
  }
}

function run(name, command, args) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) fail(`${name} failed`);
}

function hasProgram(name) {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}
