"use strict";
/*
 * A base map made of pictures, from a file (through this application's own scheme) or from the site's map server:
 * Leaflet's own tile layer, below every canvas.
 */
(function (ns) {
  /** Zoom levels below those of which there are pictures: each level fewer asks for four times as many. */
  const LEVELS_BELOW = 2;
  /** A server that has sent nothing for so long is said to be missing. */
  const PATIENCE_MS = 4000;

  /**
   * Add the tiles of `{address, from, to}` (zoom levels of which there are pictures) to the map. `tell(missing)`
   * hears whether none of the pictures asked for has come, whenever that changes.
   */
  ns.addTiles = function (map, { address, from, to }, tell) {
    let came = 0;
    let missing = false;
    let timer = 0;
    const say = (now) => {
      clearTimeout(timer);
      if (now !== missing) {
        missing = now;
        tell(missing);
      }
    };
    const layer = L.tileLayer(address, {
      minNativeZoom: from,
      maxNativeZoom: to,
      minZoom: Math.max(0, from - LEVELS_BELOW),
      maxZoom: map.getMaxZoom(),
      // What is passed by while the map is still moving is not worth a request.
      updateWhenIdle: true,
    });
    layer.on("loading", () => {
      came = 0;
      clearTimeout(timer);
      timer = setTimeout(() => say(came === 0), PATIENCE_MS);
    });
    layer.on("tileload", () => {
      came += 1;
      say(false);
    });
    layer.on("load", () => say(came === 0));
    layer.addTo(map);
  };
})(consoleMap);
