// The sound of a desk: tones by priority, repeated until somebody looks. Critical rises in three tones every 10 s, High sounds two every 30 s, Medium one once, Low none.
// Mute lasts until the given instant and is kept by the browser; Critical is never silent for longer than ten minutes.
const tunes = {
  critical: { tones: [660, 880, 1175], every: 10_000 },
  high: { tones: [784, 784], every: 30_000 },
  medium: { tones: [587], every: 0 },
};
const longestCriticalMute = 10 * 60_000;
const muteKey = 'cc-mute';
const heardKey = 'cc-heard';
let context;

function play(level) {
  context ??= new AudioContext();
  context.resume();
  tunes[level].tones.forEach((frequency, index) => {
    const start = context.currentTime + index * .22;
    const [tone, gain] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(.25, start + .02);
    gain.gain.setValueAtTime(.25, start + .14);
    gain.gain.linearRampToValueAtTime(0, start + .2);
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + .21);
  });
  document.dispatchEvent(new CustomEvent('cc-tone', { detail: level }));
}

function mute() {
  const kept = JSON.parse(localStorage.getItem(muteKey) ?? 'null');
  return kept && kept.until > Date.now() ? kept : null;
}

function silent(level) {
  const kept = mute();
  return !!kept && (level !== 'critical' || Date.now() - kept.at < longestCriticalMute);
}

// Plays each tune once, for the beginning of a shift. A person asked for it, so the browser allows it.
export function demonstrate() {
  ['medium', 'high', 'critical'].forEach((level, index) => setTimeout(() => play(level), index * 1_200));
}

export function start(receiver) {
  let level = null;
  let timer;
  // While the connection is lost there is nobody to tell; the next sound tells again.
  const tell = () => receiver.invokeMethodAsync('OnState', !!mute(), context?.state === 'suspended').catch(() => undefined);

  const sound = () => {
    if (level && tunes[level] && !silent(level)) play(level);
    tell();
  };
  const onTouch = () => context?.state === 'suspended' && context.resume().then(tell);
  document.addEventListener('pointerdown', onTouch);
  document.addEventListener('keydown', onTouch);
  tell();

  return {
    // The worst that calls now and the number of its newest notice; a number that was heard already does not sound again by itself, only by its repetition.
    call(worst, newest) {
      const [changed, isNew] = [worst !== level, newest > Number(sessionStorage.getItem(heardKey) ?? 0)];
      level = worst;
      if (isNew) sessionStorage.setItem(heardKey, newest);
      if (changed || isNew) {
        clearInterval(timer);
        if (tunes[level]?.every) timer = setInterval(sound, tunes[level].every);
      }
      if (isNew) sound();
    },
    mute(until) {
      if (until) localStorage.setItem(muteKey, JSON.stringify({ at: Date.now(), until }));
      else localStorage.removeItem(muteKey);
      tell();
    },
    stop() {
      clearInterval(timer);
      document.removeEventListener('pointerdown', onTouch);
      document.removeEventListener('keydown', onTouch);
    },
  };
}
