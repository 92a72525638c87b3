import { html } from 'lit';
import { Part } from '../../parts/part.js';
import './calendar-view.js';
import './date-view.js';

/** Dates: the calendar, `2013-07`, or one date, `2013-07-11`, perhaps of one version. */
class DatesPanel extends Part {
  static properties = { place: { attribute: false } };

  render() {
    const [when, version] = this.place;
    return when?.length === 10
      ? html`<date-view .date=${when} .version=${version ? Number(version) : undefined}></date-view>`
      : html`<calendar-view .month=${when}></calendar-view>`;
  }
}

customElements.define('dates-panel', DatesPanel);
