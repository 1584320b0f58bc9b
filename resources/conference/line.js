"use strict";

// The page's way to whoever serves it: the console by Qt's channel, the platform by HTTP.

const conferenceLine = (() => {
  // `heard(message)` is called with {kind: "setup" | "roster" | "signal" | "closed" | "order", ...}.
  function open(heard) {
    return typeof qt === "undefined" ? overHttp(heard) : overChannel(heard);
  }

  function overChannel(heard) {
    return new Promise((ready) => {
      new QWebChannel(qt.webChannelTransport, (channel) => {
        const bridge = channel.objects.bridge;
        bridge.told.connect((text) => heard(JSON.parse(text)));
        ready({ say: (message) => bridge.say(JSON.stringify(message)) });
      });
    });
  }

  // The page's own address ends with the invitation.
  async function overHttp(heard) {
    const base = location.pathname.replace(/\/$/, "");
    const words = await (await fetch(`${base}/words.json`)).json();
    let turn = Promise.resolve();
    const line = {
      // One after the other, as they were said; what is lost is lost, as on the console's line.
      say(message) {
        const body = JSON.stringify(message);
        const headers = { "content-type": "application/json" };
        turn = turn.then(() => fetch(`${base}/say`, { method: "POST", body, headers })).catch(() => undefined);
      },
    };
    const events = new EventSource(`${base}/events`);
    let begun = false;
    events.addEventListener("roster", (event) => {
      const roster = JSON.parse(event.data);
      if (!begun) heard({ kind: "setup", id: roster.you, words });
      begun = true;
      heard({ kind: "roster", conference: roster.conference });
    });
    events.addEventListener("signal", (event) => heard({ kind: "signal", ...JSON.parse(event.data) }));
    events.addEventListener("closed", (event) => {
      events.close();
      heard({ kind: "closed", ...JSON.parse(event.data) });
    });
    events.onopen = () => heard({ kind: "line", up: true });
    events.onerror = () => heard({ kind: "line", up: false });
    addEventListener("pagehide", () => navigator.sendBeacon(`${base}/say`, JSON.stringify({ do: "leave" })));
    return line;
  }

  return { open };
})();
