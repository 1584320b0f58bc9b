"use strict";

// By which way pictures and voices go: from page to page, over the site's room server, or not here at all. When it
// changes, everything is torn down and built anew.

const conferenceMedia = (() => {
  const ROOM = "room";
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
      this._begin("mesh", "");
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
      // A mesh after the room server's end is another one than that before it.
      const life = provider === "mesh" && conference.fell_back ? conference.fell_back.at : "";
      if (provider !== this._provider || life !== this._life) {
        this._way.close();
        this._begin(provider, life);
      }
      this._way.roster(me, conference);
      const since = performance.now() - EARLY_MS;
      const early = this._early.filter((each) => each.at >= since);
      this._early = early.filter((each) => !this._fits(each.data));
      for (const each of early) if (this._fits(each.data)) this._way.signal(each.from, each.data);
    }

    signal(from, data) {
      if (this._provider !== "mesh" || this._fits(data)) this._way.signal(from, data);
      if (this._fits(data) || from === ROOM) return;
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

    // Whether a signal is of the mesh that there is now; a camera's do not say of which they are.
    _fits(data) {
      return this._provider === "mesh" && (data.life === undefined || data.life === this._life);
    }

    _begin(provider, life) {
      this._provider = provider;
      this._life = life;
      const send = (to, data) => this._options.send(to, { ...data, life });
      this._way = new WAYS[provider](provider === "mesh" ? { ...this._options, send } : this._options);
      for (const [line, track] of Object.entries(this._tracks)) this._way.put(line, track);
    }
  }

  return { Media };
})();
