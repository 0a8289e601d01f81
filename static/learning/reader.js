/* What a reader of a lesson has at hand: contents, terms, notes, listening. */
import { Notes } from "./notes.js";
import { Speech } from "./speech.js";
import { startContents, startTerms } from "./toc_and_terms.js";

const lesson = document.getElementById("lesson");
startContents(lesson);
startTerms(lesson);
new Speech(lesson).start();
new Notes(lesson).start();
