"use strict";
/*
 * Canvas layers on a Leaflet map, and the plane they draw on.
 *
 * Things are kept in world pixels: Web Mercator at zoom 0, where the world is 256 wide. Drawing one is then a
 * multiplication and a subtraction, with no projection at each frame.
 */
var consoleMap = {};

(function (ns) {
  /** World pixels of a WGS-84 position (EPSG:3857 at zoom 0). */
  ns.worldX = (longitude) => ((longitude + 180) / 360) * 256;
  ns.worldY = (latitude) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
  };

  /** Leaflet's position of a point in world pixels. */
  ns.latLngOf = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);

  const EQUATOR_M = 40075016.7;

  const styles = getComputedStyle(document.documentElement);
  const values = new Map();
  /** A colour or font of the theme, said in the page's head. */
  ns.theme = (name) => {
    if (!values.has(name)) {
      values.set(name, styles.getPropertyValue("--" + name).trim());
    }
    return values.get(name);
  };
  ns.font = (pixels, weight) => `${weight || 400} ${pixels}px ${ns.theme("fonts")}`;

  /**
   * One canvas that covers the view and a tenth more on each side. `paint(context, view)` draws everything, where
   * `view` has `x(worldX)`, `y(worldY)`, `shows(x, y, margin)`, `zoom`, `scale`, `perMetre` (pixels), `width` and
   * `height`.
   *
   * L.Renderer keeps the canvas in its place while the map is dragged or zoomed. Nothing is drawn unless asked
   * for: there is no animation loop, so an unchanged map costs nothing.
   */
  ns.CanvasLayer = L.Renderer.extend({
    initialize(paint, options) {
      L.Renderer.prototype.initialize.call(this, options);
      this._paint = paint;
      this._frame = 0;
      this.paints = 0;
    },

    /** Draw again before the next frame. */
    invalidate() {
      if (this._map && !this._frame) {
        this._frame = requestAnimationFrame(() => {
          this._frame = 0;
          this._update();
        });
      }
    },

    /** Whether there is something to draw that has not been drawn yet. */
    waits() {
      return this._frame !== 0;
    },

    /** Canvas coordinates of a mouse event on the map. */
    at(event) {
      return event.layerPoint.subtract(this._bounds.min);
    },

    getEvents() {
      const events = L.Renderer.prototype.getEvents.call(this);
      // While dragging, the margin would run out before `moveend`.
      events.move = this._followDrag;
      return events;
    },

    _followDrag() {
      if (!this._map._animatingZoom) {
        this.invalidate();
      }
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._context = this._container.getContext("2d", { alpha: !this.options.opaque });
    },

    _destroyContainer() {
      cancelAnimationFrame(this._frame);
      this._container.remove();
    },

    _updatePaths() {},

    _update() {
      if (this._map._animatingZoom && this._bounds) {
        return;
      }
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      const canvas = this._container;
      const width = Math.round(size.x * ratio);
      const height = Math.round(size.y * ratio);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      // On its own: another zoom of the page changes these and leaves the pixels as many as they were.
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
      L.DomUtil.setTransform(canvas, this._bounds.min, 1);
      this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
      this._context.clearRect(0, 0, size.x, size.y);
      this.view = this._viewNow(size);
      this._paint(this._context, this.view);
      this.paints += 1;
    },

    _viewNow(size) {
      const zoom = this._zoom;
      const scale = 2 ** zoom;
      const latitude = (this._center.lat * Math.PI) / 180;
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      return {
        zoom,
        scale,
        perMetre: (scale * 256) / EQUATOR_M / Math.cos(latitude),
        width: size.x,
        height: size.y,
        x: (worldX) => worldX * scale - origin.x,
        y: (worldY) => worldY * scale - origin.y,
        shows: (x, y, margin) => x > -margin && y > -margin && x < size.x + margin && y < size.y + margin,
      };
    },
  });

  const CELL = 32;

  /** What has been drawn where, so that the pointer finds it: a spatial hash of squares, filled while drawing. */
  ns.Hits = class {
    constructor() {
      this._cells = new Map();
    }

    clear() {
      this._cells.clear();
    }

    add(x, y, reach, target) {
      const key = Math.floor(x / CELL) * 65536 + Math.floor(y / CELL);
      const hit = { x, y, reach, target };
      const cell = this._cells.get(key);
      if (cell) {
        cell.push(hit);
      } else {
        this._cells.set(key, [hit]);
      }
    }

    /** The nearest target within reach of (x, y); of several in one place the last, as it lies on top. */
    find(x, y) {
      const column = Math.floor(x / CELL);
      const row = Math.floor(y / CELL);
      let best = null;
      let nearest = Infinity;
      for (let i = column - 1; i <= column + 1; i += 1) {
        for (let j = row - 1; j <= row + 1; j += 1) {
          for (const hit of this._cells.get(i * 65536 + j) || []) {
            const distance = Math.hypot(hit.x - x, hit.y - y) / hit.reach;
            if (distance <= 1 && distance <= nearest) {
              nearest = distance;
              best = hit.target;
            }
          }
        }
      }
      return best;
    }
  };
})(consoleMap);
