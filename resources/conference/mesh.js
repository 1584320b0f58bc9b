"use strict";

// A conference without a server: one connection to each of the others, led by the roster and by signals.
// Every connection has the same three lines from its beginning; what is switched on or off later is put onto
// a line or taken off it, so that nothing has to be agreed upon again.

const conferenceMesh = (() => {
  const KINDS = { voice: "audio", camera: "video", screen: "video" };
  const MOST_BITS = { voice: 40000, camera: 500000, screen: 1200000 };
  const GATHER_MS = 400;
  // How long a connection may take before it is offered anew: the first time, the second, and from then on.
  const PATIENCE_MS = [4000, 8000, 16000];
  // What is only disturbed often comes back by itself.
  const DISTURBED_MS = 5000;
  // A signal may come before the roster that names its sender.
  const EARLY_MS = 5000;
  const MOST_EARLY = 64;

  class Peer {
    // `tracks` is what is sent on each line, shared by all; `send(data)` hands a signal over; `changed()` is called
    // when there is something else to show.
    constructor({ session, other, tracks, send, changed }) {
      this.other = other;
      this.streams = { voice: null, camera: null, screen: null };
      this._session = session;
      this._tracks = tracks;
      this._send = send;
      this._changed = changed;
      // Of a pair, the larger session offers first and the smaller gives way: nothing collides at the start.
      this._offers = session > other;
      this._round = 0;
      this._sent = 0;
      this._heard = new Set();
      this._lines = {};
      this._named = new Map();
      this._failures = 0;
      this._offering = false;
      this._gathered = false;
      this._closed = false;
      this._turn = Promise.resolve();
      this.connection = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" });
      this.connection.onconnectionstatechange = () => this._stateChanged();
      this.connection.onicecandidate = (event) => this._lateCandidate(event.candidate);
      if (this._offers) {
        for (const line of Object.keys(KINDS)) {
          const given = this._tracks[line] || KINDS[line];
          this._name(this.connection.addTransceiver(given, { direction: "sendrecv" }), line);
        }
        this._next(() => this._offer(false));
      } else {
        this._wait();
      }
    }

    get state() {
      return this.connection.connectionState;
    }

    // What carries a line, once it is known.
    transceiver(line) {
      return this.connection.getTransceivers().find((each) => this._named.get(each) === line);
    }

    lineOf(mid) {
      return this._lines[mid];
    }

    // Send another track, or nothing, on a line.
    put(line, track) {
      return this._next(async () => {
        const carrier = this.transceiver(line);
        if (carrier) await carrier.sender.replaceTrack(track);
      });
    }

    // A signal of the other's. Whatever it is, the next one is looked at after it.
    take(data) {
      if (this._heard.has(data.n)) return;
      this._heard.add(data.n);
      this._next(() => this._take(data));
    }

    close() {
      this._closed = true;
      clearTimeout(this._timer);
      this.connection.close();
    }

    // One thing after the other: descriptions that overtake each other spoil a connection.
    _next(job) {
      this._turn = this._turn
        .then(() => (this._closed ? undefined : job()))
        .catch((error) => {
          if (!this._closed) console.warn(`conference: ${error}`);
        });
      return this._turn;
    }

    _name(carrier, line) {
      this._named.set(carrier, line);
      if (KINDS[line] === "video") {
        const known = RTCRtpReceiver.getCapabilities("video").codecs;
        carrier.setCodecPreferences(known.filter((codec) => /\/(VP8|rtx)$/i.test(codec.mimeType)));
      }
      this.streams[line] = new MediaStream([carrier.receiver.track]);
      this._changed();
    }

    async _offer(again) {
      this._offering = true;
      try {
        this._round += 1;
        if (again) this.connection.restartIce();
        await this.connection.setLocalDescription();
        for (const [carrier, line] of this._named) this._lines[carrier.mid] = line;
        await this._describe();
      } finally {
        this._offering = false;
      }
      this._wait();
    }

    async _describe() {
      for (const [carrier, line] of this._named) await limit(carrier.sender, line);
      this._gathered = false;
      await gathering(this.connection);
      this._gathered = true;
      const { type, sdp } = this.connection.localDescription;
      this._say("description", { description: { type, sdp }, lines: this._lines, round: this._round });
    }

    _lateCandidate(candidate) {
      if (candidate && this._gathered) {
        this._say("candidate", { candidate: candidate.toJSON(), round: this._round });
      }
    }

    _say(kind, more) {
      this._sent += 1;
      this._send({ v: 1, kind, from: this._session, to: this.other, n: this._sent, ...more });
    }

    async _take(data) {
      switch (data.kind) {
        case "description":
          if (data.description.type === "offer") await this._takeOffer(data);
          else await this._takeAnswer(data);
          break;
        case "candidate":
          if (data.round === this._round) await this.connection.addIceCandidate(data.candidate);
          break;
        case "restart":
          if (this.connection.signalingState === "stable") await this._offer(true);
          break;
      }
    }

    async _takeOffer(data) {
      const collides = this._offering || this.connection.signalingState !== "stable";
      if (collides && this._offers) return;
      // Where an own offer is out, this takes it back.
      await this.connection.setRemoteDescription(data.description);
      this._round = data.round;
      this._lines = { ...data.lines };
      for (const carrier of this.connection.getTransceivers()) {
        const line = this._lines[carrier.mid];
        if (!(line in KINDS)) continue;
        carrier.direction = "sendrecv";
        if (!this._named.has(carrier)) this._name(carrier, line);
        await carrier.sender.replaceTrack(this._tracks[line]);
      }
      await this.connection.setLocalDescription();
      await this._describe();
      this._wait();
    }

    async _takeAnswer(data) {
      if (data.round !== this._round || this.connection.signalingState !== "have-local-offer") return;
      await this.connection.setRemoteDescription(data.description);
    }

    _stateChanged() {
      switch (this.state) {
        case "connected":
          this._failures = 0;
          clearTimeout(this._timer);
          break;
        case "disconnected":
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
      if (this._closed || this.state === "connected") return;
      this._timer = setTimeout(() => this._again(), patience);
    }

    _again() {
      if (this._closed || this.state === "connected") return;
      this._failures += 1;
      if (!this._offers) {
        this._say("restart", { why: "lost" });
        this._wait();
        return;
      }
      // An offer that was not answered is replaced, never taken back: its lines would get other names, while the other
      // side may have taken it, and only the answer be lost.
      this._next(() => this._offer(true));
    }
  }

  // How much a line may take of the network.
  async function limit(sender, line) {
    const parameters = sender.getParameters();
    if (!parameters.encodings || !parameters.encodings.length) return;
    parameters.encodings[0].maxBitrate = MOST_BITS[line];
    if (line === "screen") parameters.degradationPreference = "maintain-resolution";
    await sender.setParameters(parameters);
  }

  // All addresses are sent with the description, as a signal may be lost; but nobody waits long for them.
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

  class Mesh {
    // `send(to, data)` hands a signal over; `changed()` is called when there is something else to show.
    constructor({ session, send, changed }) {
      this.session = session;
      this.peers = new Map();
      this._send = send;
      this._changed = changed;
      this._tracks = { voice: null, camera: null, screen: null };
      this._early = [];
    }

    // Bring the connections into line with who is in. Nobody is, while this page is not itself.
    roster(me, { parties }) {
      const joined = parties.filter((each) => each.state === "joined" && each.session);
      const isIn = joined.some((each) => each.id === me && each.session === this.session);
      const there = new Map((isIn ? joined : []).filter((each) => each.id !== me).map((each) => [each.id, each]));
      for (const [id, peer] of this.peers) {
        if (there.has(id) && there.get(id).session === peer.other) continue;
        peer.close();
        this.peers.delete(id);
      }
      for (const [id, each] of there) {
        if (!this.peers.has(id)) this._connect(id, each.session);
      }
      this._changed();
    }

    signal(from, data) {
      if (data.to !== this.session) return;
      let peer = this.peers.get(from);
      // A camera cannot mend a connection: it offers another in its place.
      if (data.anew && peer && peer.other === data.from) {
        peer.close();
        this._connect(from, data.from);
        peer = this.peers.get(from);
      }
      if (peer && peer.other === data.from) {
        peer.take(data);
      } else {
        this._early.push({ from, data, at: performance.now() });
        this._early = this._early.slice(-MOST_EARLY);
      }
    }

    async put(line, track) {
      this._tracks[line] = track;
      await Promise.all([...this.peers.values()].map((peer) => peer.put(line, track)));
    }

    close() {
      for (const peer of this.peers.values()) peer.close();
      this.peers.clear();
    }

    _connect(id, other) {
      const peer = new Peer({
        session: this.session,
        other,
        tracks: this._tracks,
        send: (data) => this._send(id, data),
        changed: this._changed,
      });
      this.peers.set(id, peer);
      const since = performance.now() - EARLY_MS;
      const waiting = this._early.filter((each) => each.at >= since);
      this._early = waiting.filter((each) => each.from !== id || each.data.from !== other);
      for (const each of waiting) {
        if (each.from === id && each.data.from === other) peer.take(each.data);
      }
    }
  }

  return { Mesh };
})();
