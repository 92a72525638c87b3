// What stands in the fields and what was kept for comparison, until the tab is closed: it names grants that are only planned, so
// it stands in no address, which servers and browsers note.
const name = 'pricing-price';

/** @returns {{form?: Record<string, any>, rows?: any[]}} */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

export const keep = (form, rows) => sessionStorage.setItem(name, JSON.stringify({ form, rows }));
