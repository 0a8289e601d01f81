/* Listening through the device's own speech. Offered only where the device has a Chinese voice. */

const RATES = [0.8, 1, 1.25, 1.5];

export class Speech {
  constructor(lesson) {
    this.lesson = lesson;
    this.box = document.getElementById("lesson-speech");
    this.button = document.getElementById("speech-play");
    this.rate = document.getElementById("speech-rate");
    this.place = 0;
    this.speaking = false;
  }

  start() {
    if (!this.box || !("speechSynthesis" in window) || !("SpeechSynthesisUtterance" in window)) return;
    window.speechSynthesis.addEventListener("voiceschanged", () => this.offer());
    this.offer();
    this.button.addEventListener("click", () => (this.speaking ? this.pause() : this.play()));
    this.rate.addEventListener("change", () => this.again());
    window.addEventListener("pagehide", () => window.speechSynthesis.cancel());
  }

  offer() {
    this.voice = window.speechSynthesis.getVoices().find((voice) => /^zh/i.test(voice.lang)) || null;
    this.box.hidden = !this.voice;
  }

  blocks() {
    return Array.from(this.lesson.children).filter((block) => block.textContent.trim());
  }

  play() {
    const blocks = this.blocks();
    if (this.place >= blocks.length) this.place = 0;
    this.speaking = true;
    this.show();
    this.say(blocks[this.place].textContent.trim());
  }

  say(words) {
    const said = new SpeechSynthesisUtterance(words);
    said.voice = this.voice;
    said.lang = this.voice.lang;
    said.rate = RATES[this.rate.selectedIndex] || 1;
    said.onend = () => this.next(said);
    this.current = said;
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(said);
  }

  next(said) {
    if (!this.speaking || said !== this.current) return;
    this.place += 1;
    if (this.place < this.blocks().length) this.play();
    else this.pause();
  }

  pause() {
    this.speaking = false;
    this.current = null;
    window.speechSynthesis.cancel();
    this.show();
  }

  again() {
    if (this.speaking) this.play();
  }

  show() {
    this.button.setAttribute("aria-pressed", this.speaking ? "true" : "false");
    this.button.querySelector("[data-words]").textContent = this.speaking ? this.button.dataset.pause : this.button.dataset.play;
    this.blocks().forEach((block, place) => block.classList.toggle("is-spoken", this.speaking && place === this.place));
  }
}
