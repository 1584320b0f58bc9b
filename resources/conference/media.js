"use strict";

// By which way pictures and voices go: from page to page, over the site's room server, or not here at all. When it
// changes, everything is torn down and built anew.

const conferenceMedia = (() => {
  // A signal of the new way may come before the roster that tells of it.
  const EARLY_MS = 5000;
  const MOST_EARLY = 64;

  // A conference that is held in another place.
  class Elsewhere {
    constructor() {
      this.peers = new Map();
    }

    get told() {
      return "external";
    }

    roster() {}

    signal() {}

    async put() {}

    close() {}
  }

  const WAYS = { mesh: conferenceMesh.Mesh, janus: conferenceRoomServer.RoomServer, external: Elsewhere };

  class Media {
    // `session` is this page's; `send(to, data)` hands a signal over; `changed()` is called when there is something
    // else to show.
    constructor(options) {
      this._options = options;
      this._tracks = { voice: null, camera: null, screen: null };
      this._early = [];
      this._provider = "mesh";
      this._way = new WAYS.mesh(options);
    }

    get peers() {
      return this._way.peers;
    }

    // What is to be said of the way itself: a name of the page's words, or "".
    get told() {
      return this._way.told || "";
    }

    // Bring the connections into line with the conference.
    roster(me, conference) {
      const provider = conference.provider in WAYS ? conference.provider : "mesh";
      if (provider !== this._provider) this._change(provider);
      this._way.roster(me, conference);
      const since = performance.now() - EARLY_MS;
      const early = this._early.filter((each) => each.at >= since);
      this._early = [];
      if (this._provider === "mesh") for (const each of early) this._way.signal(each.from, each.data);
      else this._early = early;
    }

    signal(from, data) {
      this._way.signal(from, data);
      if (this._provider === "mesh") return;
      this._early.push({ from, data, at: performance.now() });
      this._early = this._early.slice(-MOST_EARLY);
    }

    async put(line, track) {
      this._tracks[line] = track;
      await this._way.put(line, track);
    }

    close() {
      this._way.close();
    }

    _change(provider) {
      this._way.close();
      this._provider = provider;
      this._way = new WAYS[provider](this._options);
      for (const [line, track] of Object.entries(this._tracks)) this._way.put(line, track);
    }
  }

  return { Media };
})();
