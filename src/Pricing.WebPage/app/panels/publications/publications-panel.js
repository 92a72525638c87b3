import { html } from 'lit';
import { Part } from '../../parts/part.js';
import { t } from '../../words/words.js';
import './closing-list.js';
import './difference-list.js';
import './publication-list.js';
import './publication-view.js';

/** Publications: what is proposed and published, differences to decide, closed periods; and one publication. */
class PublicationsPanel extends Part {
  static properties = { place: { attribute: false } };

  render() {
    const [issuer, number] = this.place;
    if (number) return html`<publication-view .issuer=${issuer} .number=${Number(number)}></publication-view>`;
    return html`<h1>${t('nav.publications')}</h1><p>${t('publications.about')}</p>
      <section aria-labelledby="list-title"><h2 id="list-title">${t('publications.list')}</h2><publication-list></publication-list></section>
      <section aria-labelledby="differences-title"><h2 id="differences-title">${t('differences.title')}</h2><difference-list></difference-list></section>
      <section aria-labelledby="closings-title"><h2 id="closings-title">${t('closings.title')}</h2><closing-list></closing-list></section>`;
  }
}

customElements.define('publications-panel', PublicationsPanel);
