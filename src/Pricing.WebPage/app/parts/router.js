// The address of the page says what is shown. It never holds a key.
const base = new URL(document.baseURI).pathname;
const longestReturn = 3000;

export const routeEvents = new EventTarget();

/** Where the page is: the segments of its path below the root, and its parameters. */
export function place() {
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : '';
  return { parts: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(location.search) };
}

/** The address of a place: `to('grants', issuer, grantId)`; a last object holds parameters. */
export function to(...parts) {
  const query = typeof parts.at(-1) === 'object' ? parts.pop() : {};
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return base + parts.map(part => encodeURIComponent(`${part}`)).join('/') + (asked.size > 0 ? `?${asked}` : '');
}

/** Goes to an address of the page. */
export function go(href, { replace = false } = {}) {
  if (!replace) history.replaceState({ ...history.state, scroll: scrollY }, '');
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  routeEvents.dispatchEvent(new Event('route'));
}

/** Goes to the top of a place that is new; of one that was left and is gone back to, to where it was left, once as much of it stands again. */
export async function scrollToPlace() {
  const [left, address, begun] = [history.state?.scroll ?? 0, location.href, performance.now()];
  scrollTo(0, 0);
  while (left > 0 && scrollY === 0 && location.href === address && performance.now() - begun < longestReturn) {
    if (document.documentElement.scrollHeight >= left + innerHeight) scrollTo(0, left);
    await new Promise(requestAnimationFrame);
  }
}

/** Lets links within the page change the address without loading it again. */
export function followLinks() {
  addEventListener('popstate', () => routeEvents.dispatchEvent(new Event('route')));
  addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(base) || link.target || link.hasAttribute('download')) return;
    if (url.pathname.startsWith(`${base}api/`) || (url.hash && url.pathname === location.pathname)) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
}
