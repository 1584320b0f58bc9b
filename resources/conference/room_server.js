"use strict";

// A conference over the site's room server: one connection by which this page sends, and one by which it is sent
// all the others. The platform speaks with the room server; to the page that is a participant called "room".

const conferenceRoomServer = (() => {
  const ROOM = "room";
  const KINDS = { voice: "audio", camera: "video", screen: "video" };
  const MOST_BITS = { voice: 40000, camera: 250000, screen: 1200000 };
  // With so many pictures on a screen each of them is small, and every page draws them all.
  const SMALLER = 2;
  const MOST_FRAMES = 10;
  const GATHER_MS = 400;
  const PATIENCE_MS = [4000, 8000, 16000];
  const DISTURBED_MS = 5000;
  const GIVEN_UP_MS = 15000;
  // Figures of one connection serve for all of whom it carries.
  const STATS_MS = 500;

  // Somebody else in the room, as what is received of them; looked at as a connection of a mesh is.
  class Party {
    constructor(id, session, room) {
      this.id = id;
      this.other = session;
      this.streams = { voice: null, camera: null, screen: null };
      this._room = room;
      this._carriers = {};
      this.connection = { getStats: () => room.figures(this) };
    }

    get state() {
      if (this._carriers.voice || this._carriers.camera) return this._room.receiving.connectionState;
      return "connecting";
    }

    transceiver(line) {
      return this._carriers[line];
    }

    lineOf(mid) {
      return Object.keys(this._carriers).find((line) => this._carriers[line].mid === mid);
    }

    // What carries each line now; a stream that is shown already stays the same one.
    carry(carriers) {
      for (const line of Object.keys(KINDS)) {
        if (carriers[line] === this._carriers[line]) continue;
        this.streams[line] = carriers[line] ? new MediaStream([carriers[line].receiver.track]) : null;
      }
      this._carriers = carriers;
    }
  }

  class RoomServer {
    // As for `Mesh`: `send(to, data)` hands a signal over; `changed()` is called when there is something to show.
    constructor({ session, send, changed }) {
      this.session = session;
      this.peers = new Map();
      this.receiving = null;
      this._send = send;
      this._changed = changed;
      this._tracks = { voice: null, camera: null, screen: null };
      this._sending = null;
      this._isIn = false;
      this._begin("");
    }

    // What is to be said of the way itself, as the page's words have it.
    get told() {
      if (!this._isIn || (this._sending && this._sending.connectionState === "connected")) return "";
      return performance.now() - this._since > GIVEN_UP_MS ? "room_server_away" : "room_server_waits";
    }

    roster(me, { parties, room_session: room = "" }) {
      const joined = parties.filter((each) => each.state === "joined" && each.session);
      this._isIn = joined.some((each) => each.id === me && each.session === this.session);
      const wanted = this._isIn ? room : "";
      if (wanted !== this._room) this._begin(wanted);
      const there = new Map((this._isIn ? joined : []).filter((each) => each.id !== me).map((each) => [each.id, each]));
      for (const [id, party] of this.peers) {
        if (!there.has(id) || there.get(id).session !== party.other) this.peers.delete(id);
      }
      for (const [id, each] of there) {
        if (!this.peers.has(id)) this.peers.set(id, new Party(id, each.session, this));
      }
      this._carry();
      this._changed();
    }

    signal(from, data) {
      if (from !== ROOM || data.to !== this.session || data.from !== this._room || this._heard.has(data.n)) return;
      this._heard.add(data.n);
      this._next(() => this._take(data));
    }

    put(line, track) {
      this._tracks[line] = track;
      return this._next(async () => {
        const carrier = this._lines && this._lines[line];
        if (carrier) await carrier.sender.replaceTrack(track);
      });
    }

    close() {
      this._begin("");
      this.peers.clear();
    }

    // The figures of what comes of one party alone.
    async figures(party) {
      if (!this.receiving) return new Map();
      const now = performance.now();
      if (!this._stats || now - this._statsAt > STATS_MS) {
        this._stats = this.receiving.getStats();
        this._statsAt = now;
      }
      const all = await this._stats;
      const mine = new Map();
      all.forEach((each, id) => {
        if (each.type !== "inbound-rtp" || party.lineOf(each.mid)) mine.set(id, each);
      });
      return mine;
    }

    // Another life of the room, or none: nothing of the last one is kept.
    _begin(room) {
      this._room = room;
      this._since = performance.now();
      this._heard = new Set();
      this._sent = 0;
      this._round = 0;
      this._failures = 0;
      this._turn = Promise.resolve();
      this._endSending();
      this._endReceiving();
      if (room) this._next(() => this._publish());
    }

    _endSending() {
      clearTimeout(this._timer);
      if (this._sending) this._sending.close();
      this._sending = this._lines = null;
    }

    _endReceiving() {
      clearTimeout(this._receivingTimer);
      if (this.receiving) this.receiving.close();
      this.receiving = this._stats = null;
      this._life = 0;
      this._named = {};
      for (const party of this.peers.values()) party.carry({});
    }

    _next(job) {
      const room = this._room;
      this._turn = this._turn
        .then(() => (room && room === this._room ? job() : undefined))
        .catch((error) => {
          if (room === this._room) console.warn(`conference: ${error}`);
        });
      return this._turn;
    }

    _say(kind, more) {
      this._sent += 1;
      this._send(ROOM, { v: 1, kind, from: this.session, to: this._room, n: this._sent, ...more });
    }

    // Every offer is of another connection: a room server does not take one up again.
    async _publish() {
      this._endSending();
      const sending = (this._sending = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" }));
      sending.onconnectionstatechange = () => this._sendingChanged(sending);
      const lines = (this._lines = {});
      for (const [line, kind] of Object.entries(KINDS)) {
        lines[line] = sending.addTransceiver(this._tracks[line] || kind, { direction: "sendonly" });
        if (kind === "video") onlyVp8(lines[line]);
      }
      await sending.setLocalDescription();
      for (const [line, carrier] of Object.entries(lines)) await limit(carrier.sender, line);
      await gathering(sending);
      if (this._sending !== sending) return;
      this._round += 1;
      const named = Object.fromEntries(Object.entries(lines).map(([line, carrier]) => [carrier.mid, line]));
      const { type, sdp } = sending.localDescription;
      this._say("publish", { description: { type, sdp }, lines: named, round: this._round });
      this._wait();
    }

    async _take(data) {
      switch (data.kind) {
        case "description":
          if (data.round === this._round && this._sending && this._sending.signalingState === "have-local-offer") {
            await this._sending.setRemoteDescription(data.description);
          }
          break;
        case "subscribe":
          await this._receive(data);
          break;
        case "restart":
          await this._publish();
          break;
      }
    }

    async _receive(data) {
      if (data.life !== this._life) {
        this._endReceiving();
        this._life = data.life;
        const made = (this.receiving = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" }));
        made.onconnectionstatechange = () => this._receivingChanged(made);
      }
      const receiving = this.receiving;
      await receiving.setRemoteDescription(data.description);
      await receiving.setLocalDescription();
      await gathering(receiving);
      if (this.receiving !== receiving) return;
      const { type, sdp } = receiving.localDescription;
      this._say("description", { description: { type, sdp }, round: data.round });
      this._named = data.lines;
      this._carry();
      if (receiving.connectionState !== "connected") this._waitForAll(PATIENCE_MS[1]);
      this._changed();
    }

    // Give everybody what carries their lines.
    _carry() {
      const found = new Map();
      for (const carrier of this.receiving ? this.receiving.getTransceivers() : []) {
        const named = this._named[carrier.mid];
        if (!named) continue;
        if (!found.has(named.id)) found.set(named.id, {});
        found.get(named.id)[named.line] = carrier;
      }
      for (const [id, party] of this.peers) party.carry(found.get(id) || {});
    }

    _sendingChanged(sending) {
      if (sending !== this._sending) return;
      switch (sending.connectionState) {
        case "connected":
          this._failures = 0;
          clearTimeout(this._timer);
          break;
        case "disconnected":
          this._since = performance.now();
          this._wait(DISTURBED_MS);
          break;
        case "failed":
          this._again();
          break;
      }
      this._changed();
    }

    _wait(patience = PATIENCE_MS[Math.min(this._failures, PATIENCE_MS.length - 1)]) {
      clearTimeout(this._timer);
      this._timer = setTimeout(() => this._again(), patience);
    }

    _again() {
      if (!this._room || (this._sending && this._sending.connectionState === "connected")) return;
      this._failures += 1;
      this._next(() => this._publish());
    }

    _receivingChanged(receiving) {
      if (receiving !== this.receiving) return;
      if (receiving.connectionState === "connected") clearTimeout(this._receivingTimer);
      if (receiving.connectionState === "disconnected") this._waitForAll(DISTURBED_MS);
      if (receiving.connectionState === "failed") this._waitForAll(0);
      this._changed();
    }

    // Ask for all the others by another connection, when this one is not there by then.
    _waitForAll(patience) {
      clearTimeout(this._receivingTimer);
      const receiving = this.receiving;
      this._receivingTimer = setTimeout(() => {
        if (this.receiving !== receiving || receiving.connectionState === "connected") return;
        this._say("restart", { why: "lost" });
        this._waitForAll(PATIENCE_MS[2]);
      }, patience);
    }
  }

  function onlyVp8(carrier) {
    const known = RTCRtpReceiver.getCapabilities("video").codecs;
    carrier.setCodecPreferences(known.filter((codec) => /\/(VP8|rtx)$/i.test(codec.mimeType)));
  }

  async function limit(sender, line) {
    const parameters = sender.getParameters();
    if (!parameters.encodings || !parameters.encodings.length) return;
    parameters.encodings[0].maxBitrate = MOST_BITS[line];
    if (line === "camera") {
      parameters.encodings[0].scaleResolutionDownBy = SMALLER;
      parameters.encodings[0].maxFramerate = MOST_FRAMES;
    }
    if (line === "screen") parameters.degradationPreference = "maintain-resolution";
    await sender.setParameters(parameters);
  }

  // All addresses go with the description: the room server takes no later ones.
  function gathering(connection) {
    if (connection.iceGatheringState === "complete") return Promise.resolve();
    return new Promise((done) => {
      const over = setTimeout(done, GATHER_MS);
      connection.addEventListener("icegatheringstatechange", () => {
        if (connection.iceGatheringState !== "complete") return;
        clearTimeout(over);
        done();
      });
    });
  }

  return { RoomServer };
})();
