import { html, nothing } from 'lit';
import { address, all, post } from '../../api/client.js';
import { count, moment } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { fieldsOf, longestOfDecision, reason } from '../../parts/signature.js';
import { empty, problem, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

/** Closed periods and what came too late for them; closing one, and asking for one to be opened again, which another person confirms. */
class ClosingList extends Part {
  #list = new Loading(this);
  #sent = new Loading(this);
  #may = new May(this);
  #chosen;

  load() {
    this.#list.ask(async signal => {
      const [closings, late] = await Promise.all([all(address('closings', { limit: 1000 }), signal), all(address('closings', 'late', { limit: 1000 }), signal)]);
      return { closings, late };
    });
  }

  render() {
    const isBusy = this.#sent.isBusy;
    return html`${shown(this.#list, ({ closings, late }) => html`
        ${closings.length === 0 ? empty(t('closings.none')) : table({ caption: t('closings.caption', { count: count(closings.length) }), rows: closings, columns: [
          { label: t('publications.number'), head: true, cell: one => `${one.issuer} ${one.number}` },
          { label: t('closings.through'), cell: one => one.through },
          { label: t('field.why'), cell: one => html`${one.reason}${one.unsettledReason ? html`<br><small>${one.unsettled.join('; ')}: ${one.unsettledReason}</small>` : nothing}` },
          { label: t('closings.closedBy'), cell: one => html`${one.closedBy.name}<br><small>${moment(one.closedAt)}</small>` },
          { label: t('field.status'), cell: one => one.reopenedBy ? html`<span class="chip">${t('closings.reopened')}</span> <small>${one.reopeningAskedBy.name}, ${one.reopeningReason}; ${one.reopenedBy.name}, ${one.reopenedReason}</small>`
            : one.reopeningAskedBy ? html`<span class="chip open">${t('closings.asked')}</span> <small>${one.reopeningAskedBy.name}, ${one.reopeningReason}</small>` : html`<span class="chip good">${t('closings.closed')}</span>` },
          { label: t('closings.reopen'), cell: one => !isLast(one, closings) || !this.#may.can('decide', one.issuer) ? '' : one.reopeningAskedBy && one.reopeningAskedBy.identity === this.#may.identity
            ? html`<small>${t('closings.own')}</small>` : html`<button type="button" @click=${() => this.#choose(one)}>${t(one.reopeningAskedBy ? 'closings.confirm' : 'closings.reopen')}</button>` },
        ] })}
        ${late.length === 0 ? nothing : table({ caption: t('closings.late', { count: count(late.length) }), rows: late, columns: [
          { label: t('field.issuer'), head: true, cell: one => one.issuer }, { label: t('files.kind'), cell: one => word('fileKind', one.kind) },
          { label: t('closings.subject'), cell: one => `${one.subject} ${one.date ?? ''}` }, { label: t('publications.states'), cell: one => html`<span class="exact">${one.text}</span>` },
          { label: t('files.received'), cell: one => html`${moment(one.arrivedAt)}<br><small>${one.sentBy}</small>` },
        ] })}`, () => this.load())}
      ${this.#chosen ? html`<form class="row" @submit=${event => this.#send(event, address('closings', this.#chosen.issuer, this.#chosen.number, 'reopen'))}>
        <p>${t('closings.reopening', { issuer: this.#chosen.issuer, date: this.#chosen.through })}</p>
        ${reason({ longest: longestOfDecision })}<button class="danger" ?disabled=${isBusy}>${t('closings.reopen')}</button></form>` : nothing}
      ${this.#may.offer('decide', undefined, () => html`<form class="row" @submit=${event => this.#send(event, address('closings'))}>
        <label>${t('field.issuer')} <input name="issuer" required></label><label>${t('closings.through')} <input type="date" name="through" required></label>
        ${reason({ longest: longestOfDecision })}
        ${reason({ label: t('closings.unsettled'), name: 'unsettledReason', longest: longestOfDecision, optional: true })}<button class="main" ?disabled=${isBusy}>${t('closings.close')}</button></form>`)}
      ${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}`;
  }

  #choose(one) {
    this.#chosen = one;
    this.#sent.clear();
  }

  async #send(event, url) {
    event.preventDefault();
    const body = fieldsOf(event.target);
    if (!await this.#sent.ask(signal => post(url, body, signal))) return;
    event.target.reset();
    this.#chosen = undefined;
    this.load();
  }
}

// Of several closed periods of an issuer the last one is opened first.
const isLast = (one, closings) => one === closings.findLast(other => other.issuer === one.issuer && !other.reopenedBy);

customElements.define('closing-list', ClosingList);
