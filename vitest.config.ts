import { defineConfig } from "vitest/config";

// Tests of a file that run beside each other wait for something: all of them at once.
const node = {
  environment: "node" as const,
  testTimeout: 180_000,
  hookTimeout: 180_000,
  maxConcurrency: 30,
  // A worker takes many files, each of which leaves nothing behind: to start one for each would cost as much as many a test.
  isolate: false,
  // A test fails because something does not come, not because it comes late.
  expect: { poll: { timeout: 30_000 } },
};
const SCREENS = [
  "test/e2e/{logs,dashboard,report,diagnostics,fleet}*.test.ts",
  "test/e2e/{keyboard,admin-pin,korean-font,hostile-text,screen-loading,first-pictures}.test.ts",
];

/** They put something else in the place of a module, which a worker that has it already would not notice. */
const MOCKED = ["test/electron/{journal/disk-faults,settings/secrets}.test.ts"];

// Foreign back ends are tried by hand: CI has no business with Python.
const exclude = process.env.CI ? ["test/electron/delivery-fastapi.test.ts"] : [];

export default defineConfig({
  test: {
    reporters: ["default"],
    // Many tests wait for something real, a deadline or another process: as many files at a time as there are cores.
    maxWorkers: "100%",
    projects: [
      // No processes, no files.
      { test: { ...node, name: "pure", include: ["test/{shared,renderer}/**/*.test.{ts,tsx}"] } },
      { test: { ...node, name: "mocked", include: MOCKED, isolate: true } },
      {
        test: {
          ...node,
          name: "unit",
          include: ["test/{electron,project,docs,hostile,outages,torture,calm}/**/*.test.ts"],
          exclude: [...MOCKED, ...exclude],
        },
      },
      // Screens that are looked at: nothing in them depends on how fast the machine is. One file at a time, beside the others' lanes.
      { test: { ...node, name: "screens", include: SCREENS, fileParallelism: false } },
      // A browser that plays, or an Electron: one file at a time, so that two cores are not a reason to fail.
      {
        test: {
          ...node,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          exclude: SCREENS,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...node,
          name: "desktop",
          include: ["test/desktop/**/*.test.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
