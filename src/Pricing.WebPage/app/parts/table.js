// Tables: each with a caption, headers that say what they head, and a frame that scrolls where the window is narrow.
import { html, nothing } from 'lit';
import { t } from '../words/words.js';
import { wholeDates } from './dates.js';

/**
 * @typedef {object} Column
 * @property {string} label
 * @property {(row: any) => unknown} cell
 * @property {boolean} [number] figures, set to the right
 * @property {boolean} [head] heads its row
 * @property {string} [sort] the name by which the server sorts
 */

/**
 * A table.
 * @param {object} of
 * @param {string} of.caption
 * @param {Column[]} of.columns
 * @param {any[]} of.rows
 * @param {{by: string, descending: boolean, sort: (by: string, descending: boolean) => void}} [of.order]
 * @param {(row: any) => string} [of.mark] a class of a row
 * @param {boolean} [of.quiet] whether the caption is for readers by ear alone
 */
export function table({ caption, columns, rows, order, mark, quiet }) {
  return html`<div class="scroll" role="region" aria-label=${caption} tabindex="0">
    <table>
      <caption class=${quiet ? 'unseen' : nothing}>${caption}</caption>
      <thead><tr>${columns.map(column => head(column, order))}</tr></thead>
      <tbody>${rows.map(row => html`<tr class=${mark?.(row) || nothing}>${columns.map(column => column.head
        ? html`<th scope="row" class=${column.number ? 'number' : nothing}>${wholeDates(column.cell(row))}</th>`
        : html`<td class=${column.number ? 'number' : nothing}>${wholeDates(column.cell(row))}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}

function head(column, order) {
  const style = column.number ? 'number' : nothing;
  if (!column.sort || !order) return html`<th scope="col" class=${style}>${column.label}</th>`;

  const sorted = order.by === column.sort;
  const sign = !sorted ? '↕' : order.descending ? '▼' : '▲';
  return html`<th scope="col" class=${style} aria-sort=${sorted ? (order.descending ? 'descending' : 'ascending') : nothing}>
    <button type="button" class="sort" @click=${() => order.sort(column.sort, sorted && !order.descending)}>${column.label}<span aria-hidden="true">${sign}</span></button></th>`;
}

/** Names and what they name. @param {{wide?: boolean}} [how] wide: for what is long and has no spaces */
export const facts = (pairs, { wide = false } = {}) => html`<dl class=${wide ? 'facts wide' : 'facts'}>${pairs
  .filter(pair => pair && pair[1] !== '' && pair[1] !== undefined && pair[1] !== null && pair[1] !== nothing)
  .map(([name, value]) => html`<div><dt>${name}</dt><dd>${wholeDates(value)}</dd></div>`)}</dl>`;

/** Earlier and later pages of a table that the server pages. */
export function pager({ skip, take, matching, go }) {
  if (matching <= take && skip === 0) return nothing;
  return html`<nav class="pager" aria-label=${t('table.pages')}>
    <button type="button" ?disabled=${skip === 0} @click=${() => go(Math.max(0, skip - take))}>${t('table.earlier')}</button>
    <span>${t('table.range', { from: skip + 1, to: Math.min(skip + take, matching), of: matching })}</span>
    <button type="button" ?disabled=${skip + take >= matching} @click=${() => go(skip + take)}>${t('table.later')}</button>
  </nav>`;
}
