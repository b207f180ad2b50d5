/** The history process's second thread: reads and parses files while an index is built. */
import { serveReaderThread } from "./history/reader-thread.ts";

serveReaderThread();
