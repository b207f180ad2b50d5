/** The history process, from source. It is ended without a word, so what Node has compiled for it is kept now (NODE_COMPILE_CACHE). */
import { flushCompileCache } from "node:module";
import "../../electron/history.ts";

flushCompileCache();
