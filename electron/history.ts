/** The history process: what was logged, searched and counted. Forked by the host; it ends with it. */
import { extname, join } from "node:path";
import { createAnswers } from "./history/answer-questions.ts";
import { listenForQuestions } from "./history/listen-for-questions.ts";

const readerProgram = join(import.meta.dirname, `history-reader${extname(import.meta.filename)}`);
listenForQuestions((options) => createAnswers({ ...options, readerProgram }));
