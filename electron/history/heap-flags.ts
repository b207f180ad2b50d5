/**
 * V8 flags of the history process. Its nursery stays small. Its old generation is collected once it is 1.3 times what was really kept:
 * V8's own measure is up to four times, and an answer leaves so much behind that the heap stays there. Electron's V8 knows them, too.
 */
export const HEAP_FLAGS = ["--max-semi-space-size=4", "--heap-growing-percent=30"];
