/* Sentences of the interface, rendered by the server in the reader's language. */
const box = document.getElementById("words");

/** Return one sentence by its name, such as "offline"; an unknown name gives an empty text. */
export function words(name) {
  return (box && box.dataset[name]) || "";
}

/** Put values into a sentence with {names}. */
export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
