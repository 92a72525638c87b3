import { html, nothing } from 'lit';
import { address, all } from '../../api/client.js';
import { amount, count, money, moment } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { chip } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { empty, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

export const tones = { Proposed: 'open', Published: 'good', Rejected: 'bad', Withdrawn: 'quiet-chip', Superseded: 'quiet-chip' };

/** All publications, and whether anything can be published here at all. */
class PublicationList extends Part {
  #list = new Loading(this);
  #may = new May(this);

  load() {
    this.#list.ask(signal => all(address('publications', { limit: 1000 }), signal));
  }

  render() {
    return shown(this.#list, list => html`
      ${this.#may.signedIn()}
      ${this.#may.why('propose')}
      ${list.length === 0 ? empty(t(this.#may.can('propose') ? 'publications.none' : 'publications.noneYet')) : table({
        caption: t('publications.caption', { count: count(list.length) }), rows: list.toReversed(), columns: [
          { label: t('publications.number'), head: true, cell: one => html`<a href=${to('publications', one.issuer, one.number)}>${one.issuer} ${one.number}</a>` },
          { label: t('field.grant'), cell: one => html`<a href=${to('grants', one.issuer, one.content.grantId, one.content.measurementDate, one.content.valueVersion)}>${one.content.grantId}</a>` },
          { label: t('field.measured'), cell: one => html`<span class="together">${one.content.measurementDate}</span>` },
          { label: t('publications.purpose'), cell: one => word('purpose', one.content.purpose) },
          { label: t('field.perRight'), number: true, cell: one => html`<strong>${money(one.content.figures.amountPerRight, one.content.currency)}</strong>` },
          { label: t('field.rights'), number: true, cell: one => count(one.content.figures.rights) },
          { label: t('field.total'), number: true, cell: one => amount(one.content.figures.total) },
          { label: t('field.status'), cell: one => html`${chip('publicationStatus', one.status, tones[one.status])}${one.supersededBy ? html` <small>${t('publications.by', { number: one.supersededBy })}</small>` : nothing}` },
          { label: t('publications.proposed'), cell: one => html`${one.proposedBy.name}<br><small>${moment(one.proposedAt)}</small>` },
          { label: t('publications.decided'), cell: one => one.decidedBy ? html`${one.decidedBy.name}<br><small>${moment(one.decidedAt)}</small>` : '' },
        ] })}`, () => this.load());
  }
}

customElements.define('publication-list', PublicationList);
