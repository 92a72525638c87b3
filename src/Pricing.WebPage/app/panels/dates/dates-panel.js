import { html } from 'lit';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { empty } from '../../parts/states.js';
import { t } from '../../words/words.js';
import './calendar-view.js';
import './date-view.js';

/** Dates: the calendar, `2013-07`, or one date, `2013-07-11`, perhaps of one version. */
class DatesPanel extends Part {
  static properties = { place: { attribute: false } };

  render() {
    const [when, version] = this.place;
    if (when && !isDay(when.length === 7 ? `${when}-01` : when)) return html`<h1>${t('dates.title')}</h1>${empty(t('dates.noDate', { text: when }), html`<a href=${to('dates')}>${t('dates.toLatest')}</a>`)}`;
    return when?.length === 10
      ? html`<date-view .date=${when} .version=${version ? Number(version) : undefined}></date-view>`
      : html`<calendar-view .month=${when}></calendar-view>`;
  }
}

/** Whether a text is a date of the calendar, as `2013-07-11`. */
function isDay(text) {
  const date = new Date(`${text}T00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

customElements.define('dates-panel', DatesPanel);
