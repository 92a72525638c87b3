import { html, nothing } from 'lit';
import { address, upTo } from '../../api/client.js';
import { amount, count, shareCode } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { status } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { place, to } from '../../parts/router.js';
import { empty, problem, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { TypedFields } from '../../parts/typed-fields.js';
import { t } from '../../words/words.js';

/** The grants, by a search, an issuer or those alive on a date; a page after the other from the server. */
class GrantList extends Part {
  static properties = { issuer: { attribute: false } };

  #first = new Loading(this);
  #more = new Loading(this);
  #fields = new TypedFields(this, what => this.#change(what));

  // The grants of all issuers never stand under the name of one.
  willUpdate(changed) {
    if (!this.hasUpdated || !changed.has('issuer')) return;
    this.#first.clear();
    this.load();
  }

  load() {
    this.#more.clear();
    const { search, aliveOn } = this.#asked();
    this.#first.ask(signal => some(address('grants', { issuer: this.issuer, search, aliveOn, limit: 100 }), signal), { quietly: this.#first.state === 'ready' });
  }

  render() {
    const { search, aliveOn } = this.#asked();
    return html`<h1>${t('nav.grants')}${this.issuer ? html` <small>${this.issuer}</small>` : nothing}</h1>
      <form class="row" role="search" @submit=${event => event.preventDefault()}>
        <label class="grow">${t('grants.search')} <input type="search" name="search" .value=${this.#fields.shown('search', search)} placeholder=${t('grants.searchIn')} @input=${event => this.#fields.typed({ search: event.target.value })}></label>
        <label>${t('grants.aliveOn')} <input type="date" name="aliveOn" min="1990-01-01" .value=${this.#fields.shown('aliveOn', aliveOn)} @input=${event => this.#fields.note({ aliveOn: event.target.value })}
          @change=${event => event.target.validity.valid && this.#change({ aliveOn: event.target.value })}></label>
        ${this.issuer ? html`<a class="button" href=${to('grants')}>${t('grants.allIssuers')}</a>` : nothing}
      </form>
      ${shown(this.#first, list => this.#list(list, search || aliveOn || this.issuer), () => this.load())}`;
  }

  #list(list, isFiltered) {
    if (list.found.length === 0) return isFiltered ? empty(t('grants.noMatch')) : empty(t('grants.none'), html`<a href=${to('files')}>${t('dates.toFiles')}</a>`);

    const more = this.#more.value ?? { found: [], next: list.next };
    const rows = [...list.found, ...more.found];
    return html`${table({
      caption: t('grants.caption', { count: count(rows.length) }), rows, columns: [
        { label: t('field.grant'), head: true, cell: line => html`<a href=${to('grants', line.issuer, line.grantId)}>${line.grantId}</a>${line.title ? html`<br><small>${line.title}</small>` : nothing}` },
        { label: t('field.issuer'), cell: line => html`<a href=${to('grants', line.issuer)}>${line.issuer}</a>` },
        { label: t('field.securityCode'), cell: line => shareCode(line.securityCode) },
        { label: t('field.grantDate'), cell: line => line.grantDate },
        { label: t('field.exercisePeriod'), cell: line => line.exerciseStart ? `${line.exerciseStart} – ${line.exerciseEnd}` : '' },
        { label: t('field.exercisePrice'), number: true, cell: line => amount(line.exercisePrice) },
        { label: t('field.allotted'), number: true, cell: line => line.allottedRights === undefined ? '' : count(line.allottedRights) },
        { label: t('field.rules'), cell: line => line.policy },
        { label: t('grants.grantDateValue'), cell: line => line.damage ? html`<span class="chip bad">${t('grants.damaged')}</span> <span class="exact" lang="en">${line.damage}</span>` : grantDateValue(line) },
      ] })}
      ${this.#more.state === 'failed' ? problem(this.#more.problem) : nothing}
      ${more.next ? html`<button type="button" ?disabled=${this.#more.isBusy} @click=${() => this.#next(more)}>${t('grants.more')}</button>` : nothing}`;
  }

  #next(before) {
    this.#more.ask(async signal => {
      const list = await some(before.next, signal);
      return { found: [...before.found, ...list.found], next: list.next };
    }, { quietly: true });
  }

  #asked() {
    const { query } = place();
    return { search: query.get('search') ?? undefined, aliveOn: query.get('aliveOn') ?? undefined };
  }

  #change(what) {
    this.#fields.go(to('grants', ...(this.issuer ? [this.issuer] : []), { ...this.#asked(), ...what }));
  }
}

/** The next page that holds some grants, or the last one: a search looks at so many in one answer, and there may be none among them. */
const some = (url, signal) => upTo(1, url, 'grants', signal);

// Where one was made and none stands, it failed, or is of terms that were corrected since; of terms that never were, it failed.
const grantDateValue = line => (line.grantDateStatus ?? 'None') !== 'None' || !(line.grantDateVersion > 0) ? status(line.grantDateStatus ?? 'None')
  : line.version > 1 ? html`<span class="chip open">${t('grants.olderOrFailed')}</span>` : status('Failed');

customElements.define('grant-list', GrantList);
