// Asks the API. Addresses begin at the page's own root, which need not be the server's.
import { askForKey, key } from './key.js';
import { Problem } from './problem.js';
import { upload } from './upload.js';

const startingPatience = 120_000;

/** An address of the API: `address('dates', date, 'values', { limit: 20 })`. Each part is one segment. */
export function address(...parts) {
  const query = typeof parts.at(-1) === 'object' ? parts.pop() : {};
  const url = new URL(['api', ...parts].map(part => encodeURIComponent(`${part}`)).join('/'), document.baseURI);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, value);
  }
  return url;
}

/** The address that a list names as its next page, which begins at the API's root. */
export const nextAddress = next => new URL(next.slice(next.indexOf('/api/') + 1), document.baseURI);

/**
 * Asks, with the key; waits while the host is starting.
 * @returns {Promise<Response>}
 * @throws {Problem}
 */
export async function ask(url, options = {}) {
  const begun = Date.now();
  for (;;) {
    const response = await send(url, options);
    if (response.ok) return response;

    const problem = await Problem.of(response);
    if (problem.status === 401) askForKey();
    const wait = Number(response.headers.get('Retry-After') ?? 1) * 1000;
    const passes = problem.type === 'starting' || problem.type === 'too-many-requests';
    if (!passes || Date.now() - begun + wait > startingPatience) throw problem;
    await pause(wait, options.signal);
  }
}

async function send(url, options) {
  const headers = new Headers(options.headers);
  if (key()) headers.set('x-functions-key', key());
  try {
    return await (options.onProgress ? upload(url, { ...options, headers }) : fetch(url, { ...options, headers, referrerPolicy: 'no-referrer' }));
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, {});
  }
}

/** Waits, unless it is stopped. */
export const pause = (milliseconds, signal) => new Promise((done, stopped) => {
  const timer = setTimeout(done, milliseconds);
  signal?.addEventListener('abort', () => {
    clearTimeout(timer);
    stopped(signal.reason);
  }, { once: true });
});

/** The JSON at an address. */
export async function get(url, signal) {
  return (await ask(url, { signal, headers: { accept: 'application/json' } })).json();
}

/** Sends JSON, and reads the JSON that is answered. */
export async function post(url, body, signal) {
  const response = await ask(url, {
    method: 'POST', signal, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  return response.json();
}

/** The items of a list whose answer names its next page, up to so many and to the end of a page; whether there are more, and where. @param {string} items what the answer calls them */
export async function upTo(most, url, items, signal) {
  const found = [];
  let next = url;
  while (next && found.length < most) {
    const page = await get(next, signal);
    found.push(...page[items]);
    next = page.next && nextAddress(page.next);
  }

  return { found, isCut: Boolean(next), next };
}

/** All items of a list that is answered a page at a time. */
export async function all(url, signal) {
  const items = [];
  for (let next = url; next;) {
    const response = await ask(next, { signal, headers: { accept: 'application/json' } });
    items.push(...await response.json());
    const link = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link') ?? '');
    next = link && nextAddress(link[1]);
  }
  return items;
}
