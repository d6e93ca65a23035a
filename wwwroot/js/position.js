// Watches where this device is and tells the page, sparingly: never more often than every 20 s, and only after 20 m; whoever stands still is told of every 2 minutes, so that
// their position does not pass for stale.
const pause = 20_000;
const step = 20;
const still = 120_000;
const problems = { 1: 'Denied', 2: 'Unavailable', 3: 'Slow' };

/** Starts watching; `page` hears OnPosition(latitude, longitude, accuracy, at) and OnProblem(word). */
export function watch(page) {
  if (!navigator.geolocation || !window.isSecureContext) {
    page.invokeMethodAsync('OnProblem', 'Insecure');
    return { stop() {} };
  }
  let told = null;
  const id = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      if (told && !isDue(told, coords, timestamp)) return;
      told = { latitude: coords.latitude, longitude: coords.longitude, at: timestamp };
      page.invokeMethodAsync('OnPosition', coords.latitude, coords.longitude, coords.accuracy, timestamp);
    },
    problem => page.invokeMethodAsync('OnProblem', problems[problem.code] ?? 'Unavailable'),
    { enableHighAccuracy: true, maximumAge: 10_000, timeout: 60_000 });
  // A watch is silent while nothing changes.
  const repeat = setInterval(() => {
    if (told && Date.now() - told.at >= still)
      navigator.geolocation.getCurrentPosition(
        ({ coords, timestamp }) => {
          told = { latitude: coords.latitude, longitude: coords.longitude, at: timestamp };
          page.invokeMethodAsync('OnPosition', coords.latitude, coords.longitude, coords.accuracy, timestamp);
        },
        problem => page.invokeMethodAsync('OnProblem', problems[problem.code] ?? 'Unavailable'),
        { enableHighAccuracy: true, maximumAge: 0, timeout: 30_000 });
  }, still / 4);
  return {
    stop() {
      navigator.geolocation.clearWatch(id);
      clearInterval(repeat);
    },
  };
}

function isDue(told, coords, at) {
  const passed = at - told.at;
  return passed >= still || (passed >= pause && metres(told, coords) >= step);
}

// Good enough for a walk: degrees are metres times a constant, and shrink to the east with the latitude.
function metres(from, to) {
  const north = (to.latitude - from.latitude) * 111_320;
  const east = (to.longitude - from.longitude) * 111_320 * Math.cos(from.latitude * Math.PI / 180);
  return Math.hypot(north, east);
}
