/** The history process, from source. */
import "../../electron/history.ts";
import "./keep-compiled.ts";
