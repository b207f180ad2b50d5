/** A thread of the history process: reads and parses files while an index is built. */
import { serveReaderThread } from "./history/reader-threads.ts";

serveReaderThread();
