// The issuers that whoever may prepare some alone asks for valuations of.
import { address, get } from '../api/client.js';

/**
 * Of several issuers those that grants are stored of: of another one no valuation is taken. Where there are none of any, all of them, so that
 * the API says so.
 * @param {string[] | undefined} issuers undefined for all there are
 * @param {AbortSignal} [signal]
 */
export async function stored(issuers, signal) {
  if (!(issuers?.length > 1)) return issuers;
  const known = await Promise.all(issuers.map(issuer => get(address('grants', { issuer, limit: 1 }), signal).then(() => true, problem => {
    if (problem.status !== 404) throw problem;
    return false;
  })));
  return known.includes(true) ? issuers.filter((_, place) => known[place]) : issuers;
}
