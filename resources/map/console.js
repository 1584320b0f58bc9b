"use strict";
/*
 * The page's beginning: builds the layers on the map folium made, takes batches from Qt and says what was clicked.
 *
 * From Qt: `consoleMap.apply(batch)` with any of {put, drop, unplaced, words, select, centre, ground}.
 * To Qt: the object `bridge` on the web channel (widgets/map/bridge.py).
 */
(function (ns) {
  const SMALLEST_ZOOM = 9;
  const LARGEST_ZOOM = 19;
  const PLACE_ZOOM = 14;
  const REST_MS = 300;
  /** So far a thing is pulled before it is a drag and no unsteady click. */
  const DRAG_PIXELS = 8;

  let map = null;
  let bridge = null;
  let ground = null;
  let shapes = null;
  let things = null;
  let controls = null;
  /** Until somebody moves the map it shows the whole district, however much of it has arrived. */
  let showsAll = true;

  function panes() {
    [["ground", 300], ["cameras", 410], ["live", 420]].forEach(([name, level]) => {
      const pane = map.createPane(name);
      pane.style.zIndex = level;
      pane.style.pointerEvents = "none";
    });
  }

  function showAll() {
    showsAll = true;
    const bounds = ground.bounds();
    if (bounds) {
      map.fitBounds(bounds, { animate: false, padding: [16, 16] });
    }
  }

  function target(event) {
    const found = things.under(event);
    if (found) {
      return found;
    }
    const grid = ground.gridAt(event.latlng);
    return grid === null ? null : { entity: "grid", id: grid };
  }

  function onClick(event) {
    const found = target(event);
    if (found && found.group) {
      map.setView(found.group, map.getZoom() + 2, { animate: false });
      showsAll = false;
    } else if (found) {
      bridge.clicked(found.entity, found.id);
    }
  }

  /** The tip beside the pointer; its text is asked of Qt, so that batches carry no text that nobody reads. */
  function followPointer() {
    let shown = null;
    const hide = () => {
      shown = null;
      controls.tip(null);
      map.getContainer().style.cursor = "";
    };
    map.on("mousemove", (event) => {
      const found = things.under(event);
      if (!found || found.group) {
        hide();
        map.getContainer().style.cursor = found ? "zoom-in" : "";
        return;
      }
      map.getContainer().style.cursor = "pointer";
      const key = found.entity + found.id;
      const { x, y } = event.containerPoint;
      if (key === shown) {
        return;
      }
      shown = key;
      bridge.describe(found.entity, found.id, (text) => {
        if (shown === key) {
          controls.tip(text, x, y);
        }
      });
    });
    map.on("mouseout movestart zoomstart", hide);
  }

  /** A camera that is pulled away does not move the map: Qt lets it hang on the pointer, to be dropped on a tile. */
  function followDrags() {
    let held = null;
    const release = () => {
      if (held) {
        held = null;
        map.dragging.enable();
      }
    };
    map.on("mousedown", (event) => {
      const found = event.originalEvent.button === 0 ? things.under(event) : null;
      if (found && found.entity === "camera") {
        held = { id: found.id, at: event.containerPoint };
        map.dragging.disable();
      }
    });
    window.addEventListener("mouseup", release, true);
    window.addEventListener("blur", release);
    window.addEventListener(
      "mousemove",
      (event) => {
        if (!held) {
          return;
        }
        const { id, at } = held;
        if (event.buttons === 0) {
          release();
        } else if (map.mouseEventToContainerPoint(event).distanceTo(at) >= DRAG_PIXELS) {
          release();
          bridge.dragged("camera", id);
        }
      },
      true
    );
  }

  function followKeys() {
    const container = map.getContainer();
    window.addEventListener("focus", () => container.focus({ preventScroll: true }));
    container.addEventListener("keydown", (event) => {
      if (event.key === "0" || event.key === "Home") {
        showAll();
        event.preventDefault();
      } else if (!event.ctrlKey && !event.altKey && !event.metaKey) {
        showsAll = false;
      }
    });
    ["mousedown", "wheel"].forEach((name) =>
      container.addEventListener(name, () => (showsAll = false), { passive: true, capture: true })
    );
  }

  /** Tell Qt where the map looks once it rests, so that the same view comes back if the page has to be reloaded. */
  function reportView() {
    let timer = 0;
    map.on("moveend", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { lat, lng } = map.getCenter();
        bridge.moved(lng, lat, map.getZoom());
      }, REST_MS);
    });
  }

  function loadBaseMap(wanted) {
    if (!wanted) {
      ground.setBaseMap(null);
      return;
    }
    fetch("console://map/base_map.geojson")
      .then((answer) => answer.json())
      .then((collection) => {
        ground.setBaseMap(collection);
        if (showsAll) {
          showAll();
        }
      })
      .catch((error) => console.error("the base map cannot be drawn: " + error.message));
  }

  function centre(order) {
    if (order === null) {
      showAll();
      return;
    }
    const [longitude, latitude, zoom] = order;
    showsAll = false;
    // Nobody's zoom is reset, but a place is not looked at from where the whole district is seen.
    map.setView([latitude, longitude], zoom === null ? Math.max(map.getZoom(), PLACE_ZOOM) : zoom, { animate: false });
  }

  /**
   * Build everything on `leafletMap`; called once, by the page. `site` is what is told of the site's own base map:
   * {attribution, tiles} (see tiles.js), without tiles when it is not made of pictures.
   */
  ns.start = function (leafletMap, site) {
    map = leafletMap;
    map.setMinZoom(SMALLEST_ZOOM);
    map.setMaxZoom(LARGEST_ZOOM);
    panes();
    shapes = new ns.Shapes();
    ground = new ns.Ground(map, { overTiles: Boolean(site.tiles) });
    things = new ns.Things(map, shapes, (context, view, id) => ground.gridPath(context, view, id));
    controls = new ns.Controls(map, shapes, showAll);
    controls.attribution(site.attribution);
    if (site.tiles) {
      // Pictures asked for sooner belong to the page's loading, and a silent server would keep it from its end.
      const add = () => ns.addTiles(map, site.tiles, (missing) => controls.tilesMissing(missing));
      window.addEventListener("load", add, { once: true });
    }
    map.on("resize", () => showsAll && showAll());
    new QWebChannel(qt.webChannelTransport, (channel) => {
      bridge = channel.objects.bridge;
      map.on("click", onClick);
      followPointer();
      followDrags();
      followKeys();
      reportView();
      // Names drawn before the font was there would keep the wrong glyphs.
      document.fonts.ready.then(() => bridge.ready());
    });
  };

  /** Take one batch in. Nothing is drawn here: layers that changed draw themselves before the next frame. */
  ns.apply = function (batch) {
    for (const [entity, rows] of Object.entries(batch.put || {})) {
      if (entity === "grid") {
        ground.putGrids(rows);
      } else {
        things.put(entity, rows);
      }
    }
    for (const [entity, ids] of Object.entries(batch.drop || {})) {
      if (entity === "grid") {
        ground.dropGrids(ids);
      } else {
        things.drop(entity, ids);
      }
    }
    if ("words" in batch) {
      shapes.drillWord = batch.words.drill;
      controls.speak(batch.words);
      things.invalidate();
    }
    if ("unplaced" in batch) {
      controls.unplaced(batch.unplaced);
    }
    if ("ground" in batch) {
      loadBaseMap(batch.ground);
    }
    if ("select" in batch) {
      things.select(batch.select);
      controls.notice(batch.select ? batch.select.notice : "");
    }
    if ("centre" in batch) {
      centre(batch.centre);
    } else if (showsAll && batch.put && batch.put.grid) {
      showAll();
    }
  };

  /** What the page shows, as plain data: asked for by tests and benchmarks. */
  ns.report = function () {
    const { lat, lng } = map.getCenter();
    const counts = { grid: ground.gridCount };
    for (const [entity, store] of Object.entries(things.stores)) {
      counts[entity] = store.things.size;
    }
    const layers = Object.entries({ ...ground.layers, ...things.layers });
    return {
      centre: [lng, lat],
      zoom: map.getZoom(),
      counts,
      drawn: !layers.some(([, layer]) => layer.waits()),
      paints: Object.fromEntries(layers.map(([name, layer]) => [name, layer.paints])),
      selection: things.selection,
    };
  };

  /** The pixel of the page at which a thing is drawn, or null. */
  ns.where = function (entity, id) {
    const place = things.placeOf(entity, id);
    return place ? map.latLngToContainerPoint(ns.latLngOf(place.x, place.y)).round() : null;
  };
})(consoleMap);
