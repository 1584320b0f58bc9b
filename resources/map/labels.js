"use strict";
/* Names on the ground: those drawn first keep their place, and what would cover them is left out. */
(function (ns) {
  /** A name along a road bends no more than this many pixels away from a straight line. */
  const STRAIGHT = 4;
  /** Pixels between two names of the same road. */
  const AGAIN_AFTER = 420;

  ns.Labels = class {
    constructor(context, view) {
      this._context = context;
      this._view = view;
      this._taken = [];
    }

    /** Write a name with its middle at (x, y); `always` writes it even where it covers another. */
    area(text, x, y, { size, weight, hue, spacing, always }) {
      const context = this._context;
      context.font = ns.font(size, weight);
      context.letterSpacing = spacing + "px";
      const half = context.measureText(text).width / 2 + 4;
      if (this._take(x, y, half, size * 0.8, always)) {
        this._write(text, x, y, hue);
      }
      context.letterSpacing = "0px";
    }

    /** Write a road's name along its line (world pixels), where it runs straight enough, every so often. */
    along(text, line, { size, hue }) {
      const context = this._context;
      context.font = ns.font(size, 400);
      const width = context.measureText(text).width + 12;
      let walked = AGAIN_AFTER;
      for (const { x, y, angle, length } of this._straights(line, width)) {
        walked += length;
        if (walked < AGAIN_AFTER || !this._view.shows(x, y, -width / 4)) {
          continue;
        }
        // The box of a slanting name is that of its corners.
        const halfWidth = (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * size) / 2;
        const halfHeight = (Math.abs(Math.sin(angle)) * width + Math.abs(Math.cos(angle)) * size * 1.4) / 2;
        if (this._take(x, y, halfWidth, halfHeight, false)) {
          context.save();
          context.translate(x, y);
          context.rotate(angle);
          this._write(text, 0, 0, hue);
          context.restore();
          walked = 0;
        }
      }
    }

    /** Stretches of about `width` pixels along a line that are straight enough for a name. */
    *_straights(line, width) {
      const view = this._view;
      let start = 0;
      for (let end = 2; end < line.length; end += 2) {
        const [ax, ay] = [view.x(line[start]), view.y(line[start + 1])];
        const [bx, by] = [view.x(line[end]), view.y(line[end + 1])];
        const length = Math.hypot(bx - ax, by - ay);
        if (length < width) {
          continue;
        }
        if (this._deviation(line, start, end, ax, ay, (bx - ax) / length, (by - ay) / length) <= STRAIGHT) {
          let angle = Math.atan2(by - ay, bx - ax);
          if (angle > Math.PI / 2) {
            angle -= Math.PI;
          } else if (angle <= -Math.PI / 2) {
            angle += Math.PI;
          }
          yield { x: (ax + bx) / 2, y: (ay + by) / 2, angle, length };
          start = end;
        } else {
          start += 2;
          end = start;
        }
      }
    }

    _deviation(line, start, end, ax, ay, dx, dy) {
      let most = 0;
      for (let i = start + 2; i < end; i += 2) {
        const across = (this._view.x(line[i]) - ax) * dy - (this._view.y(line[i + 1]) - ay) * dx;
        most = Math.max(most, Math.abs(across));
      }
      return most;
    }

    _take(x, y, halfWidth, halfHeight, always) {
      const box = [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
      const free = this._taken.every((o) => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]);
      if (free || always) {
        this._taken.push(box);
      }
      return free || always;
    }

    _write(text, x, y, hue) {
      const context = this._context;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.lineJoin = "round";
      context.lineWidth = 3.5;
      context.strokeStyle = "rgba(13, 17, 23, 0.85)";
      context.strokeText(text, x, y);
      context.fillStyle = hue;
      context.fillText(text, x, y);
    }
  };
})(consoleMap);
