"use strict";

// One tile for each participant: pictures, name, who speaks, and in words whatever is not as it should be.

const conferenceTiles = (() => {
  class Tile {
    constructor(words, sound) {
      this._words = words;
      this.element = document.createElement("article");
      this._camera = this._video("camera");
      this._screen = this._video("screen");
      this._voice = this.element.appendChild(document.createElement("audio"));
      this._voice.autoplay = true;
      this._voice.muted = !sound;
      this._name = this._line("name");
      this._state = this._line("trouble");
      this._quality = this._line("quality");
    }

    // `party` is as the roster has it, `streams` what comes of them, `listening` what was found about it.
    show({ party, streams, state, unreached, listening, own }) {
      this.element.dataset.party = party.id;
      this.element.classList.toggle("speaking", !own && listening.speaking);
      this.element.classList.toggle("shares", Boolean(party.sharing));
      this._put(this._camera, streams.camera);
      this._put(this._screen, party.sharing ? streams.screen : null);
      this._screen.hidden = !party.sharing;
      if (!own) this._put(this._voice, streams.voice);
      const signs = [
        party.name,
        own ? this._words.you : "",
        !own && listening.speaking ? this._words.speaking : "",
        party.muted ? this._words.muted : "",
        party.hand_at ? this._words.hand_is_up : "",
      ];
      text(this._name, signs.filter(Boolean).join(" · "));
      text(this._state, own ? "" : this._trouble(party, state, unreached, listening));
      text(this._quality, own ? "" : this._words[`quality_${listening.quality}`] || "");
    }

    _trouble(party, state, unreached, listening) {
      const seconds = Math.round(listening.silent / 1000);
      if (state !== "connected" && unreached) return said(this._words.unreached, party.name);
      if (state === "new" || state === "connecting") return said(this._words.connecting, party.name);
      if (state !== "connected") return said(this._words.lost, party.name);
      if (listening.sends === false) return said(this._words.sends_nothing, party.name);
      return listening.silent ? said(this._words.nothing_comes, party.name, seconds) : "";
    }

    _video(kind) {
      const made = this.element.appendChild(document.createElement("video"));
      made.className = kind;
      made.autoplay = made.muted = made.playsInline = true;
      return made;
    }

    _line(kind) {
      const made = this.element.appendChild(document.createElement("p"));
      made.className = kind;
      return made;
    }

    _put(element, stream) {
      if (element.srcObject !== stream) element.srcObject = stream;
    }
  }

  // Nothing is laid out anew for a word that stands there already.
  function text(element, words) {
    if (element.textContent !== words) element.textContent = words;
    element.hidden = !words;
  }

  function said(sentence, name, n = 0) {
    return sentence.replace("{name}", name).replace("{n}", n);
  }

  return { Tile, text };
})();
