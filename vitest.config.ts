import { defineConfig } from "vitest/config";

const node = { environment: "node" as const, testTimeout: 60_000, hookTimeout: 60_000 };

// Foreign back ends are tried by hand: CI has no business with Python.
const exclude = process.env.CI ? ["test/electron/delivery-fastapi.test.ts"] : [];

export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      { test: { ...node, name: "unit", include: ["test/{shared,electron,renderer,project,hostile,outages}/**/*.test.{ts,tsx}"], exclude } },
      // A browser or an Electron each: one file at a time, so that two cores are not a reason to fail.
      {
        test: {
          ...node,
          name: "e2e",
          include: ["test/{e2e,torture,calm}/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...node,
          name: "desktop",
          include: ["test/desktop/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
