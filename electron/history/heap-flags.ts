/**
 * V8 flags of the history process. Its old generation is collected once it is 1.3 times what was really kept: V8's own measure is up to four
 * times, and an answer leaves so much behind that the heap would stay there. The nursery of 16 MB takes most of what an answer makes: with
 * one of 4 MB three times as many collections are needed, and an answer takes half as long again. Electron's V8 knows both.
 */
export const HEAP_FLAGS = ["--max-semi-space-size=16", "--heap-growing-percent=30"];
