"use strict";
/*
 * What moves and changes: cameras on one canvas, incidents, alarms, units and the selection on another above it,
 * because cameras hardly ever change while the others do all the time.
 */
(function (ns) {
  const FULL_TURN = 2 * Math.PI;

  /** Zoom levels from which things are drawn, or drawn in full. */
  const CAMERA_DOTS = 14;
  const CAMERAS_IN_FULL = 16;
  const CAMERA_NAMES = 17.5;
  /** How far a camera sees well enough to be useful; an assumption, as platforms do not say. */
  const CAMERA_REACH_M = 35;
  const UNITS_IN_FULL = 14.5;
  const UNIT_DOTS_IN_FULL = 13.5;
  const UNIT_NAMES = 17;
  const OFF_DUTY = 16;
  /** More incidents in view than this are drawn as groups, one for each square of so many pixels. */
  const GROUP_ABOVE = 250;
  const GROUP_CELL = 40;
  const NEVER_GROUP = 18;
  const OFF = 4;

  /** Things of one entity by id, each with its place in world pixels and the rest of its row. */
  class Store {
    constructor(read) {
      this.things = new Map();
      this._read = read;
    }

    /** Take rows in; returns whether any of them can be seen in `view`, before or after. */
    put(rows, view) {
      let seen = false;
      for (const row of rows) {
        const known = this.things.get(row[0]);
        seen = seen || (known !== undefined && inView(known, view));
        const thing = this._read(row);
        thing.id = row[0];
        thing.x = ns.worldX(row[1]);
        thing.y = ns.worldY(row[2]);
        this.things.set(thing.id, thing);
        seen = seen || inView(thing, view);
      }
      return seen;
    }

    drop(ids, view) {
      let seen = false;
      for (const id of ids) {
        const known = this.things.get(id);
        seen = seen || (known !== undefined && inView(known, view));
        this.things.delete(id);
      }
      return seen;
    }
  }

  function inView(thing, view) {
    return !view || view.shows(view.x(thing.x), view.y(thing.y), 40);
  }

  function label(context, text, x, y, hue) {
    context.font = ns.font(11, 500);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = ns.theme("ground");
    context.strokeText(text, x, y);
    context.fillStyle = hue;
    context.fillText(text, x, y);
  }

  ns.Things = class {
    constructor(map, shapes, gridPath) {
      this._shapes = shapes;
      this._gridPath = gridPath;
      this.selection = null;
      this.stores = {
        incident: new Store(([, , , severity, state, drill]) => ({ severity, state, drill })),
        alarm: new Store(([, , , priority, state, drill]) => ({ priority, state, drill })),
        unit: new Store(([, , , status, code, name]) => ({ status, code, name })),
        camera: new Store(([, , , direction, field, reach, name]) => ({ direction, field, reach, name })),
      };
      this._liveHits = new ns.Hits();
      this._cameraHits = new ns.Hits();
      this._cameras = new ns.CanvasLayer((context, view) => this._paintCameras(context, view), { pane: "cameras" });
      this._live = new ns.CanvasLayer((context, view) => this._paintLive(context, view), { pane: "live" });
      this._cameras.addTo(map);
      this._live.addTo(map);
    }

    put(entity, rows) {
      const layer = this._layerOf(entity);
      this._changed(entity, this.stores[entity].put(rows, layer.view));
    }

    drop(entity, ids) {
      const layer = this._layerOf(entity);
      this._changed(entity, this.stores[entity].drop(ids, layer.view));
    }

    /** Something changed, and `seen` says whether in view: a change that nobody can see is not drawn. */
    _changed(entity, seen) {
      const layer = this._layerOf(entity);
      if (seen && (entity !== "camera" || layer.view.zoom >= CAMERA_DOTS)) {
        layer.invalidate();
      }
      if (seen && entity === "camera" && this.selection && this.selection.entity === "camera") {
        this._live.invalidate();
      }
    }

    /** Mark what `selection` says (see widgets/map/selection.py), or nothing. */
    select(selection) {
      this.selection = selection;
      this._live.invalidate();
    }

    /** Draw everything again, because words or fonts have changed. */
    invalidate() {
      this._cameras.invalidate();
      this._live.invalidate();
    }

    /** What lies under a mouse event: `{entity, id}`, a group of incidents `{group: latLng}`, or null. */
    under(event) {
      const live = this._live.at(event);
      const cameras = this._cameras.at(event);
      return this._liveHits.find(live.x, live.y) || this._cameraHits.find(cameras.x, cameras.y);
    }

    /** The place of one thing in world pixels, or null. */
    placeOf(entity, id) {
      const store = this.stores[entity];
      return (store && store.things.get(id)) || null;
    }

    get layers() {
      return { cameras: this._cameras, live: this._live };
    }

    _layerOf(entity) {
      return entity === "camera" ? this._cameras : this._live;
    }

    _paintCameras(context, view) {
      this._cameraHits.clear();
      if (view.zoom < CAMERA_DOTS) {
        return;
      }
      const inFull = view.zoom >= CAMERAS_IN_FULL;
      for (const camera of this.stores.camera.things.values()) {
        const x = view.x(camera.x);
        const y = view.y(camera.y);
        if (!view.shows(x, y, 40)) {
          continue;
        }
        if (inFull) {
          this._paintCamera(context, camera, view, x, y, false);
        } else {
          ns.Shapes.put(context, this._shapes.cameraDot(camera.reach), x, y);
        }
        this._cameraHits.add(x, y, inFull ? 12 : 7, { entity: "camera", id: camera.id });
        if (view.zoom >= CAMERA_NAMES) {
          label(context, camera.name, x, y + 10, ns.theme("quiet"));
        }
      }
    }

    _paintCamera(context, camera, view, x, y, marked) {
      const heading = (camera.direction * Math.PI) / 180;
      if (camera.reach !== 0) {
        const half = (Math.min(camera.field, 350) * Math.PI) / 360;
        context.beginPath();
        context.moveTo(x, y);
        const reach = Math.min(140, Math.max(marked ? 44 : 30, CAMERA_REACH_M * view.perMetre));
        context.arc(x, y, reach, heading - half - Math.PI / 2, heading + half - Math.PI / 2);
        context.closePath();
        context.fillStyle = ns.theme(marked ? "accent" : "quiet");
        context.globalAlpha = marked ? 0.35 : 0.13;
        context.fill();
        context.globalAlpha = 1;
      }
      context.save();
      context.translate(x, y);
      context.rotate(heading);
      ns.Shapes.put(context, this._shapes.camera(camera.reach), 0, 0);
      context.restore();
    }

    _paintLive(context, view) {
      this._liveHits.clear();
      this._paintSelectedGrid(context, view);
      this._paintUnits(context, view);
      this._paintIncidents(context, view);
      this._paintAlarms(context, view);
      this._paintSelection(context, view);
    }

    _paintUnits(context, view) {
      const inFull = view.zoom >= UNITS_IN_FULL;
      // Those who wait for work first, so that those at work lie on top of them.
      for (const working of [false, true]) {
        for (const unit of this.stores.unit.things.values()) {
          const x = view.x(unit.x);
          const y = view.y(unit.y);
          const works = unit.status > 0 && unit.status < OFF;
          if (works !== working || (unit.status === OFF && view.zoom < OFF_DUTY) || !view.shows(x, y, 20)) {
            continue;
          }
          const small = !inFull && !works;
          // Over the whole district hundreds of free units are a texture; they must not outshine an incident.
          context.globalAlpha = small && view.zoom < UNIT_DOTS_IN_FULL ? 0.45 : 1;
          ns.Shapes.put(context, small ? this._shapes.unitDot() : this._shapes.unit(unit.status), x, y);
          context.globalAlpha = 1;
          this._liveHits.add(x, y, small ? 7 : 10, { entity: "unit", id: unit.id });
          if (view.zoom >= UNIT_NAMES) {
            label(context, `${unit.code} ${unit.name}`, x, y + 10, ns.theme("text"));
          }
        }
      }
    }

    _paintIncidents(context, view) {
      const shown = [];
      for (const incident of this.stores.incident.things.values()) {
        const x = view.x(incident.x);
        const y = view.y(incident.y);
        if (view.shows(x, y, 32)) {
          shown.push({ x, y, incident, count: 1 });
        }
      }
      // The gravest are drawn last and lie on top; among equals those that wait for the desk. No drill hides what
      // is real, nor speaks for a group of it.
      shown.sort(
        ({ incident: a }, { incident: b }) => b.drill - a.drill || b.severity - a.severity || b.state - a.state
      );
      const crowded = shown.length > GROUP_ABOVE && view.zoom < NEVER_GROUP;
      for (const { x, y, incident, count } of crowded ? grouped(shown, view.scale) : shown) {
        ns.Shapes.put(context, this._shapes.incident(incident.severity, incident.state, incident.drill), x, y);
        const target = { entity: "incident", id: incident.id };
        if (count > 1) {
          target.group = ns.latLngOf(incident.x, incident.y);
          this._paintCount(context, count, x, y);
        }
        this._liveHits.add(x, y, 14, target);
      }
    }

    _paintCount(context, count, x, y) {
      context.font = ns.font(11, 700);
      context.textAlign = "center";
      context.textBaseline = "middle";
      const width = Math.max(16, context.measureText(count).width + 8);
      context.beginPath();
      context.roundRect(x + 4, y - 19, width, 15, 7);
      context.fillStyle = ns.theme("text");
      context.fill();
      context.fillStyle = ns.theme("ground");
      context.fillText(count, x + 4 + width / 2, y - 11);
    }

    _paintAlarms(context, view) {
      for (const alarm of this.stores.alarm.things.values()) {
        // Beside the spot: an alarm often has an incident at the same place.
        const x = view.x(alarm.x) - 14;
        const y = view.y(alarm.y) - 14;
        if (view.shows(x, y, 20)) {
          ns.Shapes.put(context, this._shapes.alarm(alarm.priority, alarm.state, alarm.drill), x, y);
          this._liveHits.add(x, y, 13, { entity: "alarm", id: alarm.id });
        }
      }
    }

    _paintSelectedGrid(context, view) {
      if (this.selection && this.selection.grid && this._gridPath(context, view, this.selection.grid)) {
        context.fillStyle = context.strokeStyle = ns.theme("accent");
        context.globalAlpha = 0.16;
        context.fill();
        context.globalAlpha = 1;
        context.lineWidth = 2.5;
        context.stroke();
      }
    }

    _paintSelection(context, view) {
      if (!this.selection || (!this.selection.at && !this.placeOf(this.selection.entity, this.selection.id))) {
        return;
      }
      const { entity, id, at } = this.selection;
      const thing = this.placeOf(entity, id);
      const shift = entity === "alarm" ? -14 : 0;
      const x = view.x(thing ? thing.x : ns.worldX(at[0])) + shift;
      const y = view.y(thing ? thing.y : ns.worldY(at[1])) + shift;
      if (!view.shows(x, y, 60)) {
        return;
      }
      this._paintRing(context, x, y, 21);
      // Once more on top of everything, since it may lie under others or be too small to be shown at this zoom.
      if (entity === "camera" && thing) {
        this._paintCamera(context, thing, view, x, y, true);
      } else if (entity === "unit" && thing) {
        ns.Shapes.put(context, this._shapes.unit(thing.status), x, y);
      } else if (entity === "incident" && thing) {
        ns.Shapes.put(context, this._shapes.incident(thing.severity, thing.state, thing.drill), x, y);
      } else if (entity === "alarm" && thing) {
        ns.Shapes.put(context, this._shapes.alarm(thing.priority, thing.state, thing.drill), x, y);
      }
    }

    _paintRing(context, x, y, radius) {
      for (const [width, hue] of [[6, "ground"], [3, "accent"]]) {
        context.lineWidth = width;
        context.strokeStyle = ns.theme(hue);
        context.beginPath();
        context.arc(x, y, radius, 0, FULL_TURN);
        for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
          context.moveTo(x + dx * radius, y + dy * radius);
          context.lineTo(x + dx * (radius + 7), y + dy * (radius + 7));
        }
        context.stroke();
      }
    }
  };

  /**
   * One of each square of pixels, the last and so the gravest, with how many it stands for. The squares are those
   * of the world, not of the screen, so that groups stay as they are while the map is dragged.
   */
  function grouped(shown, scale) {
    const cells = new Map();
    for (const item of shown) {
      const { x, y } = item.incident;
      const key = `${Math.floor((x * scale) / GROUP_CELL)}/${Math.floor((y * scale) / GROUP_CELL)}`;
      const before = cells.get(key);
      item.count = before ? before.count + 1 : 1;
      cells.set(key, item);
    }
    return cells.values();
  }
})(consoleMap);
