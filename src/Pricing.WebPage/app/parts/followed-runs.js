// The valuations of several dates that were asked for in this tab. They are followed until somebody puts the account of them away, wherever the page goes meanwhile.
import { address, all } from '../api/client.js';
import { isOpen, keyOf } from './runs.js';

const followed = new Map();

/** Follows some from now on; where all before them have ended, these alone. */
export function follow(runs) {
  if (![...followed.values()].some(isOpen)) followed.clear();
  for (const run of runs) followed.set(keyOf(run), run);
}

/** Puts the account away. */
export const putAway = () => followed.clear();

/** Whether it is one of them. */
export const isFollowed = run => followed.has(keyOf(run));

/** Each as it stands now. @param {any[]} open the valuations that are open now */
export async function followedNow(open, signal) {
  for (const run of open.filter(isFollowed)) followed.set(keyOf(run), run);
  const openKeys = new Set(open.map(keyOf));
  const ended = [...followed.values()].filter(run => isOpen(run) && !openKeys.has(keyOf(run))).map(run => run.date).sort();
  if (ended.length > 0) {
    for (const run of await all(address('runs', { from: ended[0], to: ended.at(-1), limit: 1000 }), signal)) {
      if (isFollowed(run)) followed.set(keyOf(run), run);
    }
  }

  return [...followed.values()].sort((one, other) => one.date.localeCompare(other.date));
}
