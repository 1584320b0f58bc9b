"use strict";

// Microphone, camera and screen: asked for with an end to the waiting, chosen, switched.

const conferenceDevices = (() => {
  const ASKED_MS = 10000;
  const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 20 } };
  const SCREEN = { frameRate: { max: 8 }, width: { max: 1920 }, height: { max: 1080 } };
  // What is wrong, as the page's words have it. A refusal is called an abort by Qt.
  const TROUBLES = {
    AbortError: "denied",
    NotAllowedError: "denied",
    SecurityError: "denied",
    NotFoundError: "no_device",
    OverconstrainedError: "no_device",
    NotReadableError: "device_in_use",
  };

  // {tracks, trouble}: a microphone and a camera, or what of them there is; `trouble` is "" or a name of words.
  async function open(chosen = {}) {
    if (!navigator.mediaDevices) return { tracks: {}, trouble: "insecure" };
    const voice = { ...VOICE, ...(chosen.voice ? { deviceId: { exact: chosen.voice } } : {}) };
    const camera = { ...PICTURE, ...(chosen.camera ? { deviceId: { exact: chosen.camera } } : {}) };
    const both = await asked({ audio: voice, video: camera });
    if (!both.trouble || both.trouble === "denied" || both.trouble === "no_answer") return both;
    // One of the two is missing or taken: the other is worth having.
    const heard = await asked({ audio: voice });
    return heard.trouble ? asked({ video: camera }) : { ...heard, trouble: "no_camera" };
  }

  function asked(wanted) {
    const answer = navigator.mediaDevices.getUserMedia(wanted);
    return timed(answer).then(
      (stream) => ({
        tracks: { voice: stream.getAudioTracks()[0] || null, camera: stream.getVideoTracks()[0] || null },
        trouble: wanted.audio ? "" : "no_microphone",
      }),
      (error) => ({ tracks: {}, trouble: TROUBLES[error.name] || error.message }),
    );
  }

  // The promise, or an error after the time for an answer; what is granted later is given back at once.
  function timed(answer) {
    return new Promise((done, failed) => {
      let over = false;
      const end = setTimeout(() => {
        over = true;
        failed(new Error("no_answer"));
      }, ASKED_MS);
      answer.then(
        (stream) => {
          clearTimeout(end);
          if (over) stream.getTracks().forEach((track) => track.stop());
          else done(stream);
        },
        (error) => {
          clearTimeout(end);
          failed(error);
        },
      );
    });
  }

  // The screen, or null when nobody chose one.
  async function share() {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: SCREEN, audio: false });
      const track = stream.getVideoTracks()[0];
      track.contentHint = "detail";
      return track;
    } catch (error) {
      return null;
    }
  }

  // [{kind: "voice" | "camera", id, label}]; labels are known once permission was given.
  async function list() {
    const all = navigator.mediaDevices ? await navigator.mediaDevices.enumerateDevices() : [];
    const kinds = { audioinput: "voice", videoinput: "camera" };
    return all
      .filter((each) => kinds[each.kind] && each.deviceId)
      .map((each) => ({ kind: kinds[each.kind], id: each.deviceId, label: each.label }));
  }

  return { open, share, list };
})();
