import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: "out/main",
      // Electron's entry, and Node's entries beside it: they share the services' chunks.
      rolldownOptions: {
        external: ["playwright-core"], // the demo's last way to a Chromium; a dev dependency, never shipped
        input: {
          main: at("electron/main.ts"),
          "web-host": at("electron/web-host.ts"),
          history: at("electron/history.ts"),
          "history-reader": at("electron/history-reader.ts"),
          logs: at("electron/logs.ts"),
          collector: at("electron/collector.ts"),
          media: at("electron/media.ts"),
          demo: at("electron/demo.ts"),
        },
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      // A sandboxed preload is CommonJS and one file.
      externalizeDeps: false,
      minify: true,
      rolldownOptions: { input: at("electron/preload.ts"), output: { format: "cjs", entryFileNames: "preload.cjs" } },
    },
  },
  renderer: {
    root: "renderer",
    plugins: [react(), addFontLicense()],
    build: {
      outDir: "out/renderer",
      emptyOutDir: true,
      minify: true,
      rolldownOptions: { input: { index: at("renderer/index.html"), fleet: at("renderer/fleet.html") } },
    },
  },
});

/** The bundled font may be passed on with its licence only. */
function addFontLicense(): Plugin {
  return {
    name: "add-font-license",
    generateBundle() {
      const source = readFileSync(at("node_modules/@fontsource-variable/noto-sans-kr/LICENSE"));
      this.emitFile({ type: "asset", fileName: "noto-sans-kr-license.txt", source });
    },
  };
}
