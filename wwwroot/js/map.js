// The one map: create, apply, dispose. C# (Platform/Maps/CityMap) sends what has changed; js/map keeps it and paints it.
import { CityMap } from './map/citymap.js';
import { loadLeaflet } from './map/leaflet.js';

const maps = new Map();
let lastId = 0;

/** Makes a map in an element and returns its id. */
export async function create(element, options, dotnet) {
  const L = await loadLeaflet();
  const id = ++lastId;
  maps.set(id, new CityMap(L, element, options, dotnet));
  return id;
}

/** Applies changes; more says that others follow at once, so that a picture in several messages is fitted and painted once. */
export function apply(id, changes, more) {
  maps.get(id)?.apply(changes, more);
}

/** Takes a map down with everything it holds; an unknown id is a map already gone. */
export function dispose(id) {
  maps.get(id)?.dispose();
  maps.delete(id);
}
