"use strict";
/* What stands on the map in HTML: buttons, scale, legend, notices and the tip beside the pointer. */
(function (ns) {
  function element(parent, tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text || "";
    parent.appendChild(made);
    return made;
  }

  ns.Controls = class {
    constructor(map, shapes, showAll) {
      this._map = map;
      this._shapes = shapes;
      this._words = null;
      this._unplaced = 0;
      this._tilesMissing = false;
      this._open = false;
      const chrome = document.getElementById("chrome");
      this._tip = element(chrome, "div", "tip");
      this._notice = element(chrome, "div", "notice");
      this._corner = element(chrome, "div", "corner");
      this._buttons = element(chrome, "div", "buttons");
      this._zoomIn = this._button("+", () => map.zoomIn());
      this._zoomOut = this._button("\u2212", () => map.zoomOut());
      this._whole = this._button("\u2922", showAll);
      this._attribution = element(chrome, "div", "attribution");
      L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
    }

    /** Show every word in another language. */
    speak(words) {
      this._words = words;
      this._zoomIn.title = words.zoom_in;
      this._zoomOut.title = words.zoom_out;
      this._whole.title = words.whole;
      this._fillCorner();
    }

    /** How many open incidents are not on the map because nobody knows where they are. */
    unplaced(count) {
      this._unplaced = count;
      this._fillCorner();
    }

    /** Whom to name for the base map; plain text. */
    attribution(text) {
      this._attribution.textContent = text;
    }

    /** Whether no picture of the base map has come. */
    tilesMissing(missing) {
      this._tilesMissing = missing;
      this._fillCorner();
    }

    /** Say something about the selected thing; an empty text takes the notice away. */
    notice(text) {
      this._notice.textContent = text;
      this._notice.classList.toggle("shown", text !== "");
    }

    /** Show lines of text beside the pointer; null or nothing hides them. */
    tip(text, x, y) {
      this._tip.classList.toggle("shown", Boolean(text));
      if (!text) {
        return;
      }
      this._tip.replaceChildren();
      text.split("\n").forEach((line, i) => element(this._tip, "div", i ? "more" : "name", line));
      const { width, height } = this._tip.getBoundingClientRect();
      const size = this._map.getSize();
      const left = x + 16 + width > size.x ? x - width - 12 : x + 16;
      const top = y + 16 + height > size.y ? y - height - 12 : y + 16;
      this._tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
    }

    _button(sign, act) {
      const button = element(this._buttons, "button", "", sign);
      button.type = "button";
      button.addEventListener("click", act);
      return button;
    }

    /** The lower left corner: what is missing, what has no place, and the legend. */
    _fillCorner() {
      this._corner.replaceChildren();
      if (!this._words) {
        return;
      }
      if (this._tilesMissing) {
        element(this._corner, "div", "unplaced", this._words.tiles_missing);
      }
      if (this._unplaced) {
        element(this._corner, "div", "unplaced", this._words.unplaced.replace("{n}", this._unplaced));
      }
      const legend = element(this._corner, "details", "legend");
      legend.open = this._open;
      legend.addEventListener("toggle", () => (this._open = legend.open));
      element(legend, "summary", "", this._words.legend);
      this._fillLegend(element(legend, "div", "columns"));
    }

    _fillLegend(legend) {
      const words = this._words;
      const shapes = this._shapes;
      const left = element(legend, "div", "column");
      words.severities.forEach((word, i) => this._line(left, shapes.incident(i + 1, 0, 0), word, 0.62));
      this._line(left, shapes.alarm(1, 0, 0), words.alarm, 0.8);
      const middle = element(legend, "div", "column");
      words.states.forEach((word, i) => this._line(middle, shapes.incident(4, i, 0), word, 0.62));
      const right = element(legend, "div", "column");
      words.statuses.forEach((word, i) => this._line(right, shapes.unit(i), word, 0.95));
      this._line(right, shapes.camera(1), words.camera, 0.9);
      this._line(right, shapes.camera(0), words.offline, 0.9);
    }

    _line(parent, symbol, word, scale) {
      const line = element(parent, "div", "line");
      const canvas = document.createElement("canvas");
      const ratio = window.devicePixelRatio || 1;
      canvas.width = 26 * ratio;
      canvas.height = 22 * ratio;
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      context.translate(13, 11);
      context.scale(scale, scale);
      ns.Shapes.put(context, symbol, 0, 0);
      line.appendChild(canvas);
      element(line, "span", "", word);
    }
  };
})(consoleMap);
