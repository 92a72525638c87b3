import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { published } from '../../parts/published.js';
import { to } from '../../parts/router.js';
import { empty, shown } from '../../parts/states.js';
import { t } from '../../words/words.js';
import { amounts } from './amounts.js';
import { life } from './life.js';
import { amend } from './standing-terms.js';
import { terms, versions } from './terms.js';
import './later-values.js';
import './paper-buttons.js';

/** One grant: its grant-date value, its later values, its terms and what became of its rights. */
class GrantView extends Part {
  static properties = { issuer: { attribute: false }, grantId: { attribute: false } };

  #grant = new Loading(this);
  #published = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('issuer') || changed.has('grantId'))) this.load();
  }

  load() {
    this.#grant.ask(signal => get(address('grants', this.issuer, this.grantId), signal));
    this.#published.ask(signal => published({ issuer: this.issuer, grant: this.grantId }, signal));
  }

  render() {
    return html`<p class="path"><a href=${to('grants')}>${t('nav.grants')}</a> › <a href=${to('grants', this.issuer)}>${this.issuer}</a></p>
      ${shown(this.#grant, grant => this.#show(grant), () => this.load())}`;
  }

  #show(grant) {
    const { value } = grant.grantDate;
    return html`<h1>${grant.issuer} ${grant.grantId} <small>${grant.terms.title ?? nothing}</small></h1>
      ${value ? html`${amounts(value, t('grant.grantDateValue', { date: grant.grantDate.date }), this.#published.value, { grant, more:
          html`<a href=${to('grants', grant.issuer, grant.grantId, value.measurementDate, value.version)}>${t(value.status === 'Failed' ? 'value.versions' : 'grant.how')}</a>` })}`
        : empty(t('grant.noValue', { date: grant.grantDate.date }), html`<a href=${to('dates', grant.grantDate.date, { ask: 'first' })}>${t('grant.toDate')}</a>`)}
      <paper-buttons .issuer=${grant.issuer} .value=${value}></paper-buttons>
      <later-values .issuer=${grant.issuer} .grantId=${grant.grantId} .published=${this.#published.value}></later-values>
      <section aria-labelledby="terms-title"><h2 id="terms-title">${t('grant.terms', { version: grant.version })}</h2>${terms(grant.terms)}${amend(grant)}</section>
      <section aria-labelledby="versions-title"><h2 id="versions-title">${t('grant.versions')}</h2>${versions(grant.versions)}</section>
      <section aria-labelledby="life-title"><h2 id="life-title">${t('grant.life')}</h2>${life(grant.life)}</section>`;
  }
}

customElements.define('grant-view', GrantView);
