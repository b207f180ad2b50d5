/** For a program that is killed, and so would never leave to the next start what Node has compiled of it (NODE_COMPILE_CACHE). */
import { flushCompileCache } from "node:module";

flushCompileCache();
