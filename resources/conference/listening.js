"use strict";

// What arrives of the others: who speaks, how good the connection is, and whether anything comes at all.

const conferenceListening = (() => {
  // Levels are linear, 1 is full: speech at a desk lies well above, a quiet room below.
  const SPEAKING = 0.02;
  // A pause between words is none.
  const HOLDS_MS = 600;
  const SILENT_MS = 2000;

  class Listening {
    constructor(peer) {
      this.peer = peer;
      this.speaking = false;
      this.quality = "";
      // Whether anything has ever come, and for how many ms nothing has since; 0 while something does.
      this.sends = false;
      this.silent = 0;
      this.frames = 0;
      this._spoke = -Infinity;
      this._heard = { seconds: 0, energy: 0 };
      this._bytes = 0;
      this._came = performance.now();
      this._before = null;
    }

    // Called some times a second. Returns whether something else is to be shown. The energy of all that was heard
    // since is looked at, as the level of a single moment may lie between two syllables.
    async listen(now) {
      const voice = this.peer.transceiver("voice");
      if (!voice) return false;
      (await voice.receiver.getStats()).forEach((each) => {
        if (each.type !== "inbound-rtp") return;
        const seconds = each.totalSamplesDuration - this._heard.seconds;
        const energy = each.totalAudioEnergy - this._heard.energy;
        if (seconds > 0 && Math.sqrt(energy / seconds) > SPEAKING) this._spoke = now;
        this._heard = { seconds: each.totalSamplesDuration, energy: each.totalAudioEnergy };
      });
      const speaking = now - this._spoke < HOLDS_MS;
      const differs = speaking !== this.speaking;
      this.speaking = speaking;
      return differs;
    }

    // Called once a second or less.
    async measure(now) {
      const found = { bytes: 0, packets: 0, lost: 0, frames: 0, rtt: 0 };
      const figures = await this.peer.connection.getStats();
      figures.forEach((each) => {
        if (each.type === "inbound-rtp") {
          found.bytes += each.bytesReceived;
          found.packets += each.packetsReceived;
          found.lost += each.packetsLost;
          if (this.peer.lineOf(each.mid) === "camera") found.frames = each.framesDecoded || 0;
        } else if (each.type === "transport" && each.selectedCandidatePairId) {
          found.rtt = figures.get(each.selectedCandidatePairId).currentRoundTripTime || 0;
        }
      });
      // Empty packets probe the way, also of somebody without a microphone and a camera.
      if (found.bytes !== this._bytes) this._came = now;
      this._bytes = found.bytes;
      this.sends = found.bytes > 0;
      this.frames = found.frames;
      const quiet = now - this._came;
      this.silent = this.sends && quiet > SILENT_MS ? quiet : 0;
      this.quality = this.silent ? "" : this._judge(found);
      this._before = found;
    }

    _judge(found) {
      const before = this._before;
      if (!before || this.peer.state !== "connected") return "";
      const packets = found.packets - before.packets;
      const lost = Math.max(0, found.lost - before.lost);
      const share = packets + lost > 0 ? lost / (packets + lost) : 0;
      if (share < 0.02 && found.rtt < 0.15) return "good";
      return share < 0.08 && found.rtt < 0.4 ? "fair" : "poor";
    }
  }

  return { Listening };
})();
