// Starts Blazor and keeps every screen right without a hand on it.
//  - Connection lost: the picture stays, greyed and dated, while we knock every second or two, for ever.
//  - The server is back but has forgotten the circuit (restart, retention passed): the page loads again.
//  - The circuit says it stands but draws nothing any more (no beat): the page loads again.
//  - A page without circuit (sign-in): it follows the server's life too, and loads again after a restart unless somebody is typing.
// A page is only loaded again after the server has answered, because a browser's own error page would never come back.
const root = document.documentElement;
const ribbon = document.getElementById('connection');
const failure = document.getElementById('blazor-error-ui');
const live = root.hasAttribute('data-live');
const wall = () => document.querySelector('[data-surface="wall"]') !== null;
const screen = () => document.querySelector('[data-screen]');

const every = 1000; // ms between looks
const greyAfter = 6000; // ms without a beat until a picture no longer passes as live
const frozenAfter = 20_000; // ms without a beat until the page is loaded again
const wallWait = 5; // s a failed wall shows its words

let downSince = null; // ms; null while connected
let pictureOf = Date.now(); // ms of the last beat or answer
let attempts = 0;
let instance = null; // the server process that answered first
let focused = null;
let leaving = false;

const pause = ms => new Promise(done => setTimeout(done, ms));
const fill = (text, ...values) => values.reduce((line, value, i) => line.replace(`{${i}}`, value), text);

function age(ms) {
  const s = Math.max(0, Math.floor(ms / 1000)), h = Math.floor(s / 3600), two = n => String(n).padStart(2, '0');
  return h ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

function clockTime(ms) {
  const wanted = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
  try {
    return new Intl.DateTimeFormat('en-GB', { ...wanted, timeZone: ribbon.dataset.zone }).format(ms);
  } catch {
    return new Intl.DateTimeFormat('en-GB', wanted).format(ms); // this browser does not know the city's zone
  }
}

function showLost(text) {
  ribbon.hidden = false;
  ribbon.dataset.theme = wall() ? 'dark' : root.dataset.theme;
  ribbon.classList.toggle('on-wall', wall());
  ribbon.querySelector('[data-words]').textContent = text;
  ribbon.querySelector('[data-picture-words]').textContent = fill(ribbon.dataset.picture, clockTime(pictureOf));
  if (root.dataset.connection === 'lost') return;
  root.dataset.connection = 'lost';
  focused = document.activeElement;
  screen()?.setAttribute('inert', ''); // a button pressed now would do nothing and say nothing
}

function showBack() {
  ribbon.hidden = true;
  if (root.dataset.connection !== 'lost') return;
  delete root.dataset.connection;
  screen()?.removeAttribute('inert');
  if (focused?.isConnected) focused.focus({ preventScroll: true });
}

// Which server process answers; null when none does. An answer that is no number (a proxy's own page) is none.
async function alive() {
  try {
    const answer = await fetch('/alive', { cache: 'no-store', signal: AbortSignal.timeout(3000) });
    const text = answer.ok ? (await answer.text()).replaceAll('"', '').trim() : '';
    return /^[0-9a-f]{32}$/.test(text) ? text : null;
  } catch {
    return null;
  }
}

// Loading again does not help what fails at once each time; the waits grow until a screen has lived for a minute.
function holdOff() {
  const [count, at] = (sessionStorage.getItem('cc-reloads') ?? '0 0').split(' ').map(Number);
  const recent = Date.now() - at < 60_000 ? count : 0;
  return { recent, wait: recent < 2 ? 0 : Math.min(30_000, 1000 * 2 ** recent) };
}

async function loadAgain() {
  if (leaving) return;
  leaving = true;
  const { recent, wait } = holdOff();
  await pause(wait);
  while (await alive() === null) await pause(every);
  sessionStorage.setItem('cc-reloads', `${recent + 1} ${Date.now()}`);
  location.reload();
}

async function reconnectForEver() {
  while (downSince !== null && !leaving) {
    attempts++;
    try {
      // Asked first, because a request into a dead network can hang for minutes and this one gives up after seconds.
      if (await alive() === null) throw new Error('nobody answered');
      if (await Blazor.reconnect()) return connected();
      // The server is there and the circuit is not. Desks may get back what was typed; a wall wants the newest picture.
      if (!wall() && await Blazor.resumeCircuit()) return connected();
      return await loadAgain();
    } catch {
      // Nobody answered. Keep knocking.
    }
    await pause(attempts < 10 ? every : 2 * every);
  }
}

function connected() {
  downSince = null;
  attempts = 0;
  pictureOf = lastBeat = Date.now();
  showBack();
}

const reconnectionHandler = {
  onConnectionDown() {
    if (downSince !== null) return;
    downSince = Date.now();
    reconnectForEver();
  },
  onConnectionUp: connected,
};

let lastBeat = Date.now();
let beating = false;
new MutationObserver(changes => {
  if (!changes.some(change => change.type === 'attributes' || [...change.addedNodes].some(node => node.querySelector?.('[data-beat]') || node.dataset?.beat))) return;
  beating = true;
  lastBeat = pictureOf = Date.now();
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-beat'] });

let lastLook = Date.now();
setInterval(() => {
  const now = Date.now();
  if (now - lastLook > 10 * every) lastBeat = now; // the machine or the tab slept; give the circuit its chance first
  lastLook = now;
  if (downSince !== null) {
    showLost(fill(ribbon.dataset.lost, age(now - downSince), Math.max(1, attempts)));
  } else if (live && !document.hidden && now - lastBeat > greyAfter) {
    // Also the circuit that never started: its picture is the prerendered one, without a first beat.
    showLost(fill(ribbon.dataset.still, age(now - lastBeat)));
    if (now - lastBeat > frozenAfter) loadAgain();
  } else if (beating && now - lastBeat < 5 * every) {
    showBack();
  }
}, every);

// A page without circuit asks whether its server still lives.
async function followServer() {
  for (;;) {
    const answer = await alive();
    if (answer === null) {
      downSince ??= Date.now();
      attempts++;
    } else {
      if (instance !== null && answer !== instance && !typing()) return loadAgain();
      instance ??= answer;
      if (downSince !== null) connected();
      pictureOf = Date.now();
    }
    await pause(downSince === null ? 5 * every : 2 * every);
  }
}

const typing = () => [...document.querySelectorAll('input, textarea')].some(field => field.type !== 'hidden' && field.value !== field.defaultValue);

// Blazor shows this element when a circuit has died of an exception.
new MutationObserver(async () => {
  if (failure.style.display !== 'block' || leaving) return;
  if (!wall() && beating) return; // a person decides: what was typed can still be copied
  const words = failure.querySelector('[data-reloads-words]');
  for (let s = wallWait; s > 0; s--) {
    words.textContent = fill(failure.dataset.reloads, s);
    await pause(every);
  }
  loadAgain();
}).observe(failure, { attributes: true, attributeFilter: ['style'] });

Blazor.start({
  circuit: {
    reconnectionHandler,
    // The server sends at least every 5 s; three of them missing is a lost network.
    configureSignalR: builder => builder.withServerTimeout(15_000).withKeepAliveInterval(5000),
  },
  // A page without circuit leads on by full loads, so that the next page starts with its own marks and scripts.
  ssr: { disableDomPreservation: true },
});
if (!live) followServer();
