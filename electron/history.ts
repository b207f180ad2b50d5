/** The history process: what was logged, searched and counted. Forked by the host; it ends with it. */
import { createAnswers } from "./history/answer-questions.ts";
import { listenForQuestions } from "./history/listen-for-questions.ts";

listenForQuestions((options) => createAnswers(options));
