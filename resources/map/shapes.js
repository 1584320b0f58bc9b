"use strict";
/*
 * The symbols of the map, each drawn once into a small canvas and copied from there.
 *
 * No state is told by colour alone. Severity has a shape and a number, full means "waits for the desk", hollow
 * means "in hand", and the small sign beside it is the one the tables use for the same state.
 */
(function (ns) {
  const FULL_TURN = 2 * Math.PI;
  const colour = ns.theme;

  /** Half the width of an incident's shape, by severity. */
  const RADIUS = [0, 12, 12, 10, 10];
  const TABLE_SIGNS = ["ring", "arrow", "half", "ring-check", "pause", "lines"];
  const STATE_COLOURS = ["warning", "warning", "accent", "accent", "quiet", "quiet"];
  const UNIT_SIGNS = ["disc", "target", "arrow", "pin", "dash"];
  const UNIT_COLOURS = ["ok", "warning", "accent", "accent", "quiet"];
  const WAITING_STATES = 2;
  const UNKNOWN_CAMERA = "#56657a";

  function severityPath(context, severity, r) {
    context.beginPath();
    if (severity === 1) {
      context.moveTo(0, -r);
      context.lineTo(r, 0);
      context.lineTo(0, r);
      context.lineTo(-r, 0);
      context.closePath();
    } else if (severity === 2) {
      context.moveTo(0, -r);
      context.lineTo(r, r * 0.8);
      context.lineTo(-r, r * 0.8);
      context.closePath();
    } else if (severity === 3) {
      context.roundRect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8, 2);
    } else {
      context.arc(0, 0, r * 0.95, 0, FULL_TURN);
    }
  }

  function lines(context, ...strokes) {
    context.beginPath();
    for (const [first, ...rest] of strokes) {
      context.moveTo(...first);
      rest.forEach((point) => context.lineTo(...point));
    }
    context.stroke();
  }

  /** A sign of the tables, about 12 wide around the origin. */
  function sign(context, name, hue) {
    context.strokeStyle = context.fillStyle = hue;
    context.lineWidth = 1.8;
    context.lineCap = context.lineJoin = "round";
    const disc = (radius) => {
      context.beginPath();
      context.arc(0, 0, radius, 0, FULL_TURN);
    };
    if (name === "ring" || name === "target" || name === "half") {
      disc(4);
      context.stroke();
    }
    if (name === "disc" || name === "target") {
      disc(name === "disc" ? 4 : 1.4);
      context.fill();
    } else if (name === "half") {
      context.beginPath();
      context.arc(0, 0, 4, -Math.PI / 2, Math.PI / 2);
      context.fill();
    } else if (name === "arrow") {
      lines(context, [[-4, 0], [4, 0]], [[1, -3.2], [4, 0], [1, 3.2]]);
    } else if (name === "ring-check") {
      lines(context, [[-3.6, 0.4], [-1, 3], [3.8, -3]]);
    } else if (name === "pause") {
      lines(context, [[-1.8, -3], [-1.8, 3]], [[1.8, -3], [1.8, 3]]);
    } else if (name === "lines") {
      lines(context, [[-3.5, -3], [3.5, -3]], [[-3.5, 0], [3.5, 0]], [[-3.5, 3], [1, 3]]);
    } else if (name === "dash") {
      lines(context, [[-3.5, 0], [3.5, 0]]);
    } else if (name === "pin") {
      context.beginPath();
      context.moveTo(0, 5.5);
      context.bezierCurveTo(-5.5, -0.5, -3.5, -5.2, 0, -5.2);
      context.bezierCurveTo(3.5, -5.2, 5.5, -0.5, 0, 5.5);
      context.fill();
      context.fillStyle = colour("ground");
      context.beginPath();
      context.arc(0, -1.6, 1.4, 0, FULL_TURN);
      context.fill();
    }
  }

  function drawIncident(context, severity, state, drill, drillWord) {
    const hue = colour("severity-" + severity);
    const waits = state < WAITING_STATES;
    context.globalAlpha = state >= 4 ? 0.75 : 1;
    severityPath(context, severity, RADIUS[severity]);
    context.lineJoin = "round";
    context.lineWidth = 5;
    context.strokeStyle = colour("ground");
    context.stroke();
    context.fillStyle = waits ? hue : colour("surface");
    context.fill();
    context.lineWidth = waits ? 1.5 : 2.5;
    context.strokeStyle = waits ? colour("text") : hue;
    context.stroke();
    context.fillStyle = waits ? colour("ground") : hue;
    context.font = ns.font(12, 700);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(String(severity), 0, severity === 2 ? 3 : 1);
    context.globalAlpha = 1;
    context.save();
    context.translate(11, 10);
    context.beginPath();
    context.arc(0, 0, 7.5, 0, FULL_TURN);
    context.fillStyle = colour("ground");
    context.fill();
    sign(context, TABLE_SIGNS[state], colour(STATE_COLOURS[state]));
    context.restore();
    if (drill) {
      drawDrill(context, drillWord);
    }
  }

  /** The word above a symbol that says that it is a drill. */
  function drawDrill(context, word) {
    context.font = ns.font(10, 700);
    const width = context.measureText(word).width + 8;
    context.fillStyle = colour("text");
    context.beginPath();
    context.roundRect(-width / 2, -28, width, 14, 3);
    context.fill();
    context.fillStyle = colour("ground");
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(word, 0, -20.5);
  }

  function drawAlarm(context, priority, state, drill, drillWord) {
    const open = state === 0;
    context.beginPath();
    context.arc(0, 0, 12, 0, FULL_TURN);
    context.fillStyle = open ? colour("danger") : colour("surface");
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = open ? colour("text") : colour("danger");
    context.stroke();
    context.fillStyle = open ? colour("ground") : colour("danger");
    context.beginPath();
    context.moveTo(-7, 4);
    context.bezierCurveTo(-3, 2, -6, -7, 0, -7);
    context.bezierCurveTo(6, -7, 3, 2, 7, 4);
    context.closePath();
    context.fill();
    context.fillRect(-1.5, 5.5, 3, 2);
    context.fillStyle = open ? colour("danger") : colour("ground");
    context.font = ns.font(9, 700);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(String(priority), 0, -1);
    if (drill) {
      drawDrill(context, drillWord);
    }
  }

  function drawUnit(context, status) {
    context.beginPath();
    context.arc(0, 0, 8, 0, FULL_TURN);
    context.fillStyle = colour("ground");
    context.globalAlpha = 0.85;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1;
    context.strokeStyle = colour(UNIT_COLOURS[status]);
    context.stroke();
    sign(context, UNIT_SIGNS[status], colour(UNIT_COLOURS[status]));
  }

  function drawDot(context, hue) {
    context.beginPath();
    context.arc(0, 0, 2.6, 0, FULL_TURN);
    context.fillStyle = hue;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = colour("ground");
    context.stroke();
  }

  /** A camera's body seen from above, looking up; it is turned when it is drawn. */
  function drawCamera(context, reach) {
    const hue = reach === 0 ? colour("danger") : reach === 1 ? colour("quiet") : UNKNOWN_CAMERA;
    context.lineJoin = "round";
    context.beginPath();
    context.roundRect(-4, -3, 8, 10, 2);
    context.moveTo(-2.5, -3);
    context.lineTo(-4.5, -7);
    context.lineTo(4.5, -7);
    context.lineTo(2.5, -3);
    context.closePath();
    context.lineWidth = 3;
    context.strokeStyle = colour("ground");
    context.stroke();
    context.fillStyle = reach === 0 ? colour("ground") : hue;
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = hue;
    context.stroke();
    if (reach === 0) {
      context.lineWidth = 2;
      lines(context, [[-6, -6], [6, 7]]);
    }
  }

  function drawCameraDot(context, reach) {
    if (reach === 0) {
      context.strokeStyle = colour("danger");
      context.lineWidth = 1.6;
      lines(context, [[-2.5, -2.5], [2.5, 2.5]], [[-2.5, 2.5], [2.5, -2.5]]);
    } else {
      drawDot(context, reach === 1 ? "#71829a" : UNKNOWN_CAMERA);
    }
  }

  /** Makes symbols and keeps them; a change of words or of pixel ratio starts anew. */
  ns.Shapes = class {
    constructor() {
      this._made = new Map();
      this._ratio = 0;
      this._drillWord = "";
    }

    set drillWord(word) {
      this._drillWord = word;
      this._made.clear();
    }

    incident(severity, state, drill) {
      const level = severity >= 1 && severity <= 4 ? severity : 4;
      return this._symbol(`i${level}${state}${drill}`, 32, (context) =>
        drawIncident(context, level, state, drill, this._drillWord)
      );
    }

    alarm(priority, state, drill) {
      return this._symbol(`a${priority}${state}${drill}`, 32, (context) =>
        drawAlarm(context, priority, state, drill, this._drillWord)
      );
    }

    unit(status) {
      return this._symbol(`u${status}`, 10, (context) => drawUnit(context, status));
    }

    unitDot() {
      return this._symbol("dot", 5, (context) => drawDot(context, colour("ok")));
    }

    camera(reach) {
      return this._symbol(`c${reach}`, 11, (context) => drawCamera(context, reach));
    }

    cameraDot(reach) {
      return this._symbol(`d${reach}`, 5, (context) => drawCameraDot(context, reach));
    }

    /** Copy a symbol so that its middle lies at (x, y), on whole pixels: between them each copy is a blend. */
    static put(context, symbol, x, y) {
      const { canvas, half } = symbol;
      context.drawImage(canvas, Math.round(x - half), Math.round(y - half), 2 * half, 2 * half);
    }

    _symbol(key, half, draw) {
      const ratio = window.devicePixelRatio || 1;
      if (ratio !== this._ratio) {
        this._made.clear();
        this._ratio = ratio;
      }
      let symbol = this._made.get(key);
      if (!symbol) {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = Math.ceil(2 * half * ratio);
        const context = canvas.getContext("2d");
        context.scale(ratio, ratio);
        context.translate(half, half);
        draw(context);
        symbol = { canvas, half };
        this._made.set(key, symbol);
      }
      return symbol;
    }
  };
})(consoleMap);
