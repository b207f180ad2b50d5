/** `npm run docs`: the parts of docs/ that are made from the code. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeSettings } from "./write-settings.ts";

writeFileSync(fileURLToPath(new URL("../../docs/settings.md", import.meta.url)), writeSettings());
