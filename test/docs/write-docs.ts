/** `npm run docs`: the parts of docs/ that are made from the code; with `--screenshots` the pictures, too. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { takeScreenshots } from "./take-screenshots.ts";
import { writeSettings } from "./write-settings.ts";

writeFileSync(fileURLToPath(new URL("../../docs/settings.md", import.meta.url)), writeSettings());
if (process.argv.includes("--screenshots")) await takeScreenshots();
