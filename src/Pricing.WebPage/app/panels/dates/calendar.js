// A month as a table of weeks.
import { html, nothing } from 'lit';
import { count, monthName } from '../../parts/format.js';
import { to } from '../../parts/router.js';
import { language, t, word } from '../../words/words.js';

const tones = {
  Final: 'good', Provisional: 'open', WithFailures: 'bad', Broken: 'bad', Waived: 'bad', Requested: 'open', Running: 'open', Cancelled: 'quiet-chip', None: 'quiet-chip',
};

/** @param {{month: string, today: string, dates: any[]}} of */
export function calendar({ month, today, dates }) {
  return html`<div class="scroll" role="region" aria-label=${monthName(month)} tabindex="0"><table class="calendar">
    <caption class="unseen">${t('dates.calendar', { month: monthName(month) })}</caption>
    <thead><tr>${[1, 2, 3, 4, 5, 6, 7].map(day => html`<th scope="col">${weekday(day)}</th>`)}</tr></thead>
    <tbody>${weeks(dates).map(week => html`<tr>${week.map(date => date ? cell(date, today) : html`<td class="outside"></td>`)}</tr>`)}</tbody>
  </table></div>`;
}

function cell(date, today) {
  const number = Number(date.date.slice(8));
  if (date.state === 'None') {
    return html`<td class="day ${date.isBusinessDate ? '' : 'closed'} ${date.date === today ? 'today' : ''}">
      ${date.isBusinessDate ? html`<a href=${to('dates', date.date)}><span class="number">${number}</span> <span class="unseen">${word('state', 'None')}</span></a>`
        : html`<span class="number">${number}</span> <span class="unseen">${t('dates.closed')}</span>`}</td>`;
  }

  return html`<td class="day ${date.date === today ? 'today' : ''}"><a href=${to('dates', date.date)}>
    <span class="number">${number}</span>
    <span class="chip ${tones[date.state]}">${word('state', date.state)}</span>
    ${date.values > date.failed ? html`<span class="counts">${t('dates.valuesOf', { count: count(date.values - date.failed) })}</span>` : nothing}
    ${date.failed > 0 ? html`<span class="counts bad">${t('dates.failedOf', { count: count(date.failed) })}</span>` : nothing}
    ${date.provisional > 0 ? html`<span class="counts">${t('dates.provisionalOf', { count: count(date.provisional) })}</span>` : nothing}
  </a></td>`;
}

// Weeks begin on Monday, as those of the closes do.
function weeks(dates) {
  const before = (new Date(`${dates[0].date}T00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array(before).fill(null), ...dates];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

const weekday = day => new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));
