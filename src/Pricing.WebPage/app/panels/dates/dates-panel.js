import { html } from 'lit';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { t } from '../../words/words.js';
import './calendar-view.js';
import './date-view.js';

/** Dates: the calendar, `2013-07`, or one date, `2013-07-11`, perhaps of one version. */
class DatesPanel extends Part {
  static properties = { place: { attribute: false } };

  render() {
    const [when, version] = this.place;
    if (when && !isPlace(when)) return html`<h1>${t('state.nowhere')}</h1><p><a href=${to('dates')}>${t('nav.dates')}</a></p>`;
    return when?.length === 10
      ? html`<date-view .date=${when} .version=${version ? Number(version) : undefined}></date-view>`
      : html`<calendar-view .month=${when}></calendar-view>`;
  }
}

// A month or a day that there is.
const isPlace = when => /^\d{4}-\d{2}(-\d{2})?$/.test(when) && new Date(when).toJSON()?.startsWith(when);

customElements.define('dates-panel', DatesPanel);
