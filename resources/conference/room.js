"use strict";

// The room: who is in it, what this person sends into it, and its buttons.

const conference = (() => {
  const LISTEN_MS = 250;
  const MEASURE_EVERY = 4;
  // As the roster has it for whom there is no place without a room server.
  const NO_PLACE = "mesh";
  const { Tile, text } = conferenceTiles;
  const session = Array.from(crypto.getRandomValues(new Uint8Array(8)), (each) =>
    each.toString(16).padStart(2, "0"),
  ).join("");
  const tracks = { voice: null, camera: null, screen: null };
  const tiles = new Map();
  const listenings = new Map();
  // Ids of those whom the last signal did not reach.
  const unreached = new Set();
  const found = (id) => document.getElementById(id);
  let line, words, me, media;
  let held = { parties: [] };
  let trouble = "";
  let state = "";
  let lineIsUp = true;
  let muted = false;
  let talks = false;
  let chosen = {};
  let ended = false;
  // A wall looks on: it has no devices and no buttons, and sends nothing.
  let watches = false;
  let sound = true;

  async function begin() {
    line = await conferenceLine.open(heard);
    line.say({ do: "ready" });
  }

  function heard(message) {
    switch (message.kind) {
      case "setup":
        setUp(message);
        break;
      case "roster":
        held = message.conference;
        // A wall learns from the roster which of its parties it is.
        if (watches) me = (held.parties.find((each) => each.session === session) || {}).id;
        if (media && !ended) media.roster(me, held);
        break;
      case "signal":
        unreached.delete(message.from);
        if (media && !ended) media.signal(message.from, message.data);
        break;
      case "refused":
        unreached.add(message.to);
        if (words) draw();
        break;
      case "closed":
        leave(words[`closed_${message.why}`] || words.closed_closed);
        break;
      case "line":
        lineIsUp = message.up;
        if (words) draw();
        break;
      case "order":
        ORDERS[message.order]?.(message);
        draw();
        break;
    }
  }

  // Only once, whatever comes: a page has one life, and the next one another session.
  async function setUp(message) {
    if (media) return;
    ({ words, id: me, watches = false, sound = true } = message);
    document.body.classList.toggle("watches", watches);
    document.documentElement.lang = words.language;
    document.title = words.title;
    media = new conferenceMedia.Media({
      session,
      send: (to, data) => line.say({ do: "signal", to, data }),
      changed: draw,
    });
    if (!watches) {
      buttons();
      state = "asking";
      draw();
      await openDevices();
      if (ended) return;
    }
    state = "joining";
    draw();
    line.say({ do: "join", session });
    media.roster(me, held);
    setInterval(listen, LISTEN_MS);
  }

  async function openDevices() {
    const opened = await conferenceDevices.open(chosen);
    trouble = opened.trouble;
    for (const kind of ["voice", "camera"]) {
      if (tracks[kind]) tracks[kind].stop();
      tracks[kind] = opened.tracks[kind] || null;
      if (tracks[kind]) tracks[kind].onended = draw;
      await media.put(kind, tracks[kind]);
    }
    speak();
    draw();
  }

  // The microphone is open when it is not muted here, or while the key is held; never when somebody else shut it.
  function speak() {
    const { muted: shut, muted_by: by } = held.parties.find((each) => each.id === me) || {};
    const isShut = shut && (by ? by !== me : !muted);
    if (tracks.voice) tracks.voice.enabled = (!muted || talks) && !isShut;
  }

  function leave(why) {
    ended = true;
    state = "";
    media.close();
    for (const track of Object.values(tracks)) if (track) track.stop();
    held = { ...held, parties: [] };
    trouble = "";
    draw();
    text(found("state"), why);
  }

  let turns = 0;
  function listen() {
    if (ended) return;
    const now = performance.now();
    turns += 1;
    for (const [id, peer] of media.peers) {
      const known = listenings.get(id);
      if (!known || known.peer !== peer) listenings.set(id, new conferenceListening.Listening(peer));
      const listening = listenings.get(id);
      listening.listen(now).then((differs) => differs && draw());
      if (turns % MEASURE_EVERY === 0) listening.measure(now).then(draw);
    }
  }

  const SILENCE = { speaking: false, quality: "", silent: 0, sends: null };
  let own = null;
  function draw() {
    if (!words) return;
    speak();
    const there = new Map();
    for (const party of held.parties) {
      const peer = media.peers.get(party.id);
      // Walls send nothing that could be seen.
      if (party.kind === "wall") continue;
      if (party.id === me && party.session === session) there.set(party.id, { party, own: true });
      else if (peer) there.set(party.id, { party, peer });
    }
    for (const [id, tile] of tiles) {
      if (there.has(id)) continue;
      tile.element.remove();
      tiles.delete(id);
      listenings.delete(id);
    }
    for (const [id, each] of there) {
      if (!tiles.has(id)) {
        tiles.set(id, new Tile(words, sound));
        found("tiles").append(tiles.get(id).element);
      }
      tiles.get(id).show({
        party: each.party,
        own: Boolean(each.own),
        streams: each.own ? ownStreams() : each.peer.streams,
        state: each.own ? "connected" : each.peer.state,
        unreached: unreached.has(id),
        listening: listenings.get(id) || SILENCE,
      });
    }
    if (!ended) text(found("state"), situation());
    text(found("recording"), held.recording ? words.recording : "");
    press();
  }

  function ownStreams() {
    const shown = [tracks.camera, tracks.screen].filter(Boolean);
    const same = own && own.shown.length === shown.length && own.shown.every((each, at) => each === shown[at]);
    if (!same) {
      const stream = (track) => (track ? new MediaStream([track]) : null);
      own = { shown, camera: stream(tracks.camera), screen: stream(tracks.screen), voice: null };
    }
    return own;
  }

  // All that has to be said of the room and of oneself.
  function situation() {
    const mine = held.parties.find((each) => each.id === me);
    const isIn = Boolean(mine && mine.state === "joined" && mine.session === session);
    if (isIn && (state === "joining" || state === "elsewhere")) state = "in";
    if (!isIn && state === "in") state = "elsewhere";
    const elsewhere = isIn && held.provider === "external";
    const link = found("elsewhere");
    // The console opens it by itself.
    link.hidden = !elsewhere || typeof qt !== "undefined";
    if (elsewhere) link.href = link.textContent = held.address;
    const alone = state === "in" && media.peers.size === 0 && !elsewhere ? words.alone : "";
    const away = held.provider === "janus" ? words.platform_and_room_away : words.platform_away;
    const all = [watches && isIn ? "" : words[state], alone, way(isIn), words[trouble] || trouble, lineIsUp ? "" : away];
    // Who has no place is nowhere else.
    if (mine && mine.reason === NO_PLACE) all[0] = words.no_place;
    return all.filter(Boolean).join(" ");
  }

  // By which way the others are reached, where that has to be said.
  function way(isIn) {
    if (!isIn) return "";
    return held.fell_back && (held.provider || "mesh") === "mesh" ? words.fell_back : words[media.told] || "";
  }

  const ORDERS = {
    mute: ({ on = !muted }) => {
      muted = on;
      line.say({ do: "mark", muted });
    },
    camera: ({ on }) => {
      if (tracks.camera) tracks.camera.enabled = on === undefined ? !tracks.camera.enabled : on;
    },
    share: async () => {
      if (tracks.screen) tracks.screen.stop();
      tracks.screen = tracks.screen ? null : await conferenceDevices.share();
      if (tracks.screen) tracks.screen.onended = ORDERS.share;
      await media.put("screen", tracks.screen);
      line.say({ do: "mark", sharing: Boolean(tracks.screen) });
      draw();
    },
    hand: () => {
      const mine = held.parties.find((each) => each.id === me);
      line.say({ do: "mark", hand: !(mine && mine.hand_at) });
    },
    devices: () => choose(),
    leave: () => {
      line.say({ do: "leave" });
      leave(words.you_left);
    },
    talk: (message) => {
      talks = message.on;
    },
  };

  const BUTTONS = ["mute", "camera", "share", "hand", "devices", "leave"];
  function buttons() {
    for (const name of BUTTONS) {
      const made = found("bar").appendChild(document.createElement("button"));
      made.id = name;
      made.onclick = () => {
        ORDERS[name]({});
        draw();
      };
    }
  }

  // What a button would do is what stands on it.
  function press() {
    if (watches) return;
    const mine = held.parties.find((each) => each.id === me);
    const is = {
      mute: muted,
      camera: tracks.camera && !tracks.camera.enabled,
      share: Boolean(tracks.screen),
      hand: Boolean(mine && mine.hand_at),
    };
    for (const name of BUTTONS) {
      const button = found(name);
      text(button, words[is[name] ? `${name}_off` : name]);
      button.classList.toggle("on", Boolean(is[name]));
      button.disabled = ended || (name === "mute" && !tracks.voice) || (name === "camera" && !tracks.camera);
    }
    found("share").hidden = !(navigator.mediaDevices && navigator.mediaDevices.getDisplayMedia);
  }

  async function choose() {
    const panel = found("choice");
    panel.hidden = !panel.hidden;
    panel.replaceChildren();
    if (panel.hidden) return;
    const all = await conferenceDevices.list();
    for (const kind of ["voice", "camera"]) {
      const label = panel.appendChild(document.createElement("label"));
      label.textContent = words[`choose_${kind}`];
      const list = label.appendChild(document.createElement("select"));
      list.name = kind;
      for (const each of all.filter((one) => one.kind === kind)) list.add(new Option(each.label, each.id));
      const used = tracks[kind] && tracks[kind].getSettings().deviceId;
      if (used) list.value = used;
      list.onchange = () => {
        chosen = { ...chosen, [kind]: list.value };
        openDevices();
      };
    }
    const again = panel.appendChild(document.createElement("button"));
    again.textContent = words.ask_again;
    again.onclick = openDevices;
  }

  // For whoever looks after the page: what arrives of whom.
  function figures() {
    const peers = {};
    for (const [id, peer] of media ? media.peers : []) {
      const listening = listenings.get(id) || SILENCE;
      peers[id] = { state: peer.state, frames: listening.frames || 0, speaking: listening.speaking, quality: listening.quality, sends: listening.sends };
    }
    return { session, state, trouble, ended, open: Boolean(tracks.voice && tracks.voice.enabled), told: found("state").textContent, peers };
  }

  addEventListener("DOMContentLoaded", begin);
  return { heard, figures };
})();
