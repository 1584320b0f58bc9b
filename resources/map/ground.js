"use strict";
/*
 * What lies still: the base map (GeoJSON), the grids and their streets' borders, and the names on them. One opaque
 * canvas, drawn only when the view or the ground itself changes.
 */
(function (ns) {
  /** Over a base map of pictures, so that what is drawn on it outshines it. */
  const VEIL = "rgba(13, 17, 23, 0.6)";
  const LAND = "#151d28";
  const WATER = "#14304a";
  const WATER_EDGE = "#1d4468";
  const PARK = "#16302a";
  const PARK_EDGE = "#22483b";
  const GRID_LINE = "rgba(126, 152, 190, 0.30)";
  const STREET_LINE = "rgba(150, 186, 232, 0.75)";
  const STREET_GLOW = "rgba(90, 140, 210, 0.16)";

  /** Roads by rank: width in metres, least width in pixels, colours, zoom levels of line and name. */
  const ROADS = {
    lane: { metres: 9, least: 0.8, fill: "#252f3c", edge: "#0f141b", from: 13, named: 16 },
    secondary: { metres: 18, least: 1.2, fill: "#303c4c", edge: "#0f141b", from: 11.5, named: 14.5 },
    main: { metres: 30, least: 2, fill: "#465568", edge: "#0f141b", from: 0, named: 13.5 },
  };
  const RANKS = ["lane", "secondary", "main"];
  /** Roads narrower than this many pixels have no edge. */
  const EDGE_FROM = 4;
  const GRID_LINES_FROM = 12;
  const GRID_NAMES_FROM = 15.5;
  const STREET_NAMES_TO = 16;

  /** A ring or line of WGS-84 positions as one array x0, y0, x1, y1, ... of world pixels. */
  function toWorld(positions) {
    const line = new Float64Array(positions.length * 2);
    positions.forEach(([longitude, latitude], i) => {
      line[2 * i] = ns.worldX(longitude);
      line[2 * i + 1] = ns.worldY(latitude);
    });
    return line;
  }

  function boxOf(lines) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of lines) {
      for (let i = 0; i < line.length; i += 2) {
        box[0] = Math.min(box[0], line[i]);
        box[1] = Math.min(box[1], line[i + 1]);
        box[2] = Math.max(box[2], line[i]);
        box[3] = Math.max(box[3], line[i + 1]);
      }
    }
    return box;
  }

  function boxShows(box, view) {
    return view.x(box[2]) > 0 && view.y(box[3]) > 0 && view.x(box[0]) < view.width && view.y(box[1]) < view.height;
  }

  /** Area (signed) and centre of gravity of a ring. */
  function centreOf(ring) {
    let area = 0;
    let x = 0;
    let y = 0;
    // Around the first point: the products of whole coordinates would leave no digits.
    for (let i = 2; i + 3 < ring.length; i += 2) {
      const [ax, ay] = [ring[i] - ring[0], ring[i + 1] - ring[1]];
      const [bx, by] = [ring[i + 2] - ring[0], ring[i + 3] - ring[1]];
      const cross = ax * by - bx * ay;
      area += cross;
      x += ((ax + bx) * cross) / 3;
      y += ((ay + by) * cross) / 3;
    }
    return area ? { area, x: ring[0] + x / area, y: ring[1] + y / area } : { area: 0, x: ring[0], y: ring[1] };
  }

  function trace(context, view, lines, closed) {
    for (const line of lines) {
      let [lastX, lastY] = [view.x(line[0]), view.y(line[1])];
      context.moveTo(lastX, lastY);
      for (let i = 2; i < line.length; i += 2) {
        const x = view.x(line[i]);
        const y = view.y(line[i + 1]);
        // Points closer than a pixel to the last add nothing but work.
        if (Math.abs(x - lastX) + Math.abs(y - lastY) > 1 || i === line.length - 2) {
          context.lineTo(x, y);
          [lastX, lastY] = [x, y];
        }
      }
      if (closed) {
        context.closePath();
      }
    }
  }

  function linesOf({ type, coordinates }) {
    switch (type) {
      case "LineString":
        return [coordinates];
      case "Polygon":
      case "MultiLineString":
        return coordinates;
      case "MultiPolygon":
        return coordinates.flat();
      default:
        return [];
    }
  }

  /** What a feature is that does not say so: files from elsewhere have other properties. */
  function usualKind(geometry) {
    return geometry && geometry.type.endsWith("LineString") ? "road" : "land";
  }

  ns.Ground = class {
    /** `overTiles`: there are pictures below, which must be seen. */
    constructor(map, { overTiles }) {
      this._overTiles = overTiles;
      this._features = { land: [], water: [], park: [], road: [] };
      this._grids = new Map();
      this._edges = null;
      const options = { pane: "ground", opaque: !overTiles };
      this._layer = new ns.CanvasLayer((context, view) => this._paint(context, view), options);
      this._layer.addTo(map);
    }

    get layers() {
      return { ground: this._layer };
    }

    get gridCount() {
      return this._grids.size;
    }

    /** Draw again, because words or fonts have changed. */
    invalidate() {
      this._layer.invalidate();
    }

    /** Take a GeoJSON FeatureCollection as the base map (see MapView.set_base_map), or null for none. */
    setBaseMap(collection) {
      this._features = { land: [], water: [], park: [], road: [] };
      for (const { geometry, properties } of collection ? collection.features : []) {
        const { kind, rank, name } = { kind: usualKind(geometry), ...properties };
        if (geometry && this._features[kind]) {
          const lines = linesOf(geometry).map(toWorld);
          const known = ROADS[rank] ? rank : "lane";
          this._features[kind].push({ lines, box: boxOf(lines), name: String(name || ""), rank: known });
        }
      }
      this._layer.invalidate();
    }

    /** Take grid rows in (see widgets/map/rows.py). */
    putGrids(rows) {
      for (const [id, polygon, name, street, streetName] of rows) {
        const ring = toWorld(polygon.concat([polygon[0]]));
        this._grids.set(id, { id, ring, box: boxOf([ring]), centre: centreOf(ring), name, street, streetName });
      }
      this._edges = null;
      this._layer.invalidate();
    }

    dropGrids(ids) {
      ids.forEach((id) => this._grids.delete(id));
      this._edges = null;
      this._layer.invalidate();
    }

    /** Bounds of all grids, else of the base map's land; null when there is neither. */
    bounds() {
      const shapes = this._grids.size ? [...this._grids.values()] : this._features.land;
      if (!shapes.length) {
        return null;
      }
      const boxes = shapes.map(({ box }) => Float64Array.from(box));
      const [left, top, right, bottom] = boxOf(boxes);
      return L.latLngBounds(ns.latLngOf(left, top), ns.latLngOf(right, bottom));
    }

    /** The id of the grid that holds a Leaflet position, or null. */
    gridAt({ lat, lng }) {
      const x = ns.worldX(lng);
      const y = ns.worldY(lat);
      for (const { id, ring, box } of this._grids.values()) {
        if (x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3] && holds(ring, x, y)) {
          return id;
        }
      }
      return null;
    }

    /** Make a grid's outline the current path; false when there is no such grid. */
    gridPath(context, view, id) {
      const grid = this._grids.get(id);
      if (grid) {
        context.beginPath();
        trace(context, view, [grid.ring], true);
      }
      return Boolean(grid);
    }

    _paint(context, view) {
      context.fillStyle = this._overTiles ? VEIL : ns.theme("ground");
      context.fillRect(0, 0, view.width, view.height);
      context.lineJoin = context.lineCap = "round";
      this._paintAreas(context, view);
      this._paintRoads(context, view);
      this._paintEdges(context, view);
      const labels = new ns.Labels(context, view);
      this._nameThings(labels, view);
    }

    _paintAreas(context, view) {
      if (!this._features.land.length && !this._overTiles) {
        // No base map: the grids themselves are the land.
        context.beginPath();
        trace(context, view, [...this._grids.values()].map(({ ring }) => ring), true);
        context.fillStyle = LAND;
        context.fill();
      }
      const looks = { land: [LAND, null], park: [PARK, PARK_EDGE], water: [WATER, WATER_EDGE] };
      for (const [kind, [fill, edge]] of Object.entries(looks)) {
        for (const { lines, box } of this._features[kind]) {
          if (!boxShows(box, view)) {
            continue;
          }
          context.beginPath();
          trace(context, view, lines, true);
          context.fillStyle = fill;
          context.fill("evenodd");
          if (edge) {
            context.lineWidth = 1;
            context.strokeStyle = edge;
            context.stroke();
          }
        }
      }
    }

    _paintRoads(context, view) {
      const shown = RANKS.filter((rank) => view.zoom >= ROADS[rank].from);
      // All edges first, then all fills: crossings of roads stay open.
      for (const part of ["edge", "fill"]) {
        for (const rank of shown) {
          const road = ROADS[rank];
          const width = Math.max(road.least, road.metres * view.perMetre);
          if (part === "edge" && width < EDGE_FROM) {
            continue;
          }
          context.beginPath();
          for (const { lines, box, rank: own } of this._features.road) {
            if (own === rank && boxShows(box, view)) {
              trace(context, view, lines, false);
            }
          }
          context.lineWidth = part === "edge" ? width + 2.5 : width;
          context.strokeStyle = road[part];
          context.stroke();
        }
      }
    }

    _paintEdges(context, view) {
      const { inner, border } = this._edges || (this._edges = edgesOf(this._grids.values()));
      const stroke = (edges, width, hue) => {
        context.beginPath();
        for (const [x1, y1, x2, y2] of edges) {
          context.moveTo(view.x(x1), view.y(y1));
          context.lineTo(view.x(x2), view.y(y2));
        }
        context.lineWidth = width;
        context.strokeStyle = hue;
        context.stroke();
      };
      if (view.zoom >= GRID_LINES_FROM) {
        stroke(inner, view.zoom >= 15 ? 1.3 : 0.8, GRID_LINE);
      }
      stroke(border, view.zoom >= 14 ? 10 : 7, STREET_GLOW);
      // Closer in borders run along roads: dashes tell them from the road's own line.
      context.setLineDash(view.zoom >= 14 ? [9, 7] : []);
      stroke(border, view.zoom >= 13 ? 2 : 1.4, STREET_LINE);
      context.setLineDash([]);
    }

    _nameThings(labels, view) {
      if (view.zoom < STREET_NAMES_TO) {
        for (const { x, y, name } of this._edges.streets) {
          labels.area(name, view.x(x), view.y(y), { size: 15, weight: 700, hue: "#dfe8f4", spacing: 3, always: true });
        }
      }
      for (const [kind, hue, from] of [["water", "#8fc4f2", 11.5], ["park", "#93cfa9", 15]]) {
        for (const { lines, box, name } of view.zoom >= from ? this._features[kind] : []) {
          if (name && boxShows(box, view)) {
            const centre = kind === "park" ? centreOf(lines[0]) : insideView(lines[0], view);
            if (centre) {
              labels.area(name, view.x(centre.x), view.y(centre.y), { size: 12, weight: 400, hue, spacing: 2 });
            }
          }
        }
      }
      for (const rank of [...RANKS].reverse().filter((own) => view.zoom >= ROADS[own].named)) {
        for (const { lines, box, name, rank: own } of this._features.road) {
          if (own === rank && name && boxShows(box, view)) {
            lines.forEach((line) => labels.along(name, line, { size: rank === "main" ? 12 : 11, hue: "#b9c6d6" }));
          }
        }
      }
      if (view.zoom >= GRID_NAMES_FROM) {
        for (const { box, centre, name } of this._grids.values()) {
          if (boxShows(box, view)) {
            labels.area(name, view.x(centre.x), view.y(centre.y), { size: 12, weight: 400, hue: "#9fb4d0", spacing: 1 });
          }
        }
      }
    }
  };

  /** Whether a closed ring holds a point: crossings of a ray counted. */
  function holds(ring, x, y) {
    let inside = false;
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** The middle of that part of a long thing's outline that is in view. */
  function insideView(ring, view) {
    let count = 0;
    let x = 0;
    let y = 0;
    for (let i = 0; i < ring.length; i += 2) {
      if (view.shows(view.x(ring[i]), view.y(ring[i + 1]), 0)) {
        count += 1;
        x += ring[i];
        y += ring[i + 1];
      }
    }
    return count ? { x: x / count, y: y / count } : null;
  }

  /**
   * Edges between grids of one street, edges that border a street, and where the streets' names go. Neighbouring
   * grids share their corners, so an edge of two different streets, or of one grid alone, is a border.
   */
  function edgesOf(grids) {
    const found = new Map();
    const streets = new Map();
    for (const { ring, street, streetName, centre } of grids) {
      const size = Math.abs(centre.area);
      const sum = streets.get(street) || { name: streetName, size: 0, x: 0, y: 0 };
      streets.set(street, { name: streetName, size: sum.size + size, x: sum.x + centre.x * size, y: sum.y + centre.y * size });
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const ends = [`${ring[i]},${ring[i + 1]}`, `${ring[i + 2]},${ring[i + 3]}`].sort();
        const key = ends.join(" ");
        const other = found.get(key);
        if (other) {
          other.border = other.street !== street;
        } else {
          found.set(key, { street, border: true, edge: [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]] });
        }
      }
    }
    const of = (border) => [...found.values()].filter((edge) => edge.border === border).map(({ edge }) => edge);
    return {
      inner: of(false),
      border: of(true),
      streets: [...streets.values()].map(({ name, size, x, y }) => ({ name, x: x / size, y: y / size })),
    };
  }
})(consoleMap);
