// The page: its frame, and the panel that the address names.
import { html, LitElement, nothing } from 'lit';
import { keyEvents } from './api/key.js';
import { followLinks, place, routeEvents, scrollToPlace, to } from './parts/router.js';
import { unfoldOnPaper } from './parts/paper.js';
import { applyTheme } from './parts/theme.js';
import { languageEvents, t } from './words/words.js';
import './parts/settings-bar.js';
import './parts/key-form.js';

/** Each panel: its address, and what brings it in. A panel is loaded when it is first shown. */
const panels = [
  { name: 'dates', load: () => import('./panels/dates/dates-panel.js'), show: parts => html`<dates-panel .place=${parts}></dates-panel>` },
  { name: 'grants', load: () => import('./panels/grants/grants-panel.js'), show: parts => html`<grants-panel .place=${parts}></grants-panel>` },
  { name: 'price', load: () => import('./panels/price/price-panel.js'), show: () => html`<price-panel></price-panel>` },
  { name: 'files', load: () => import('./panels/files/files-panel.js'), show: parts => html`<files-panel .place=${parts}></files-panel>` },
  { name: 'volatility', load: () => import('./panels/volatility/volatility-panel.js'), show: parts => html`<volatility-panel .place=${parts}></volatility-panel>` },
  { name: 'publications', load: () => import('./panels/publications/publications-panel.js'), show: parts => html`<publications-panel .place=${parts}></publications-panel>` },
  { name: 'rules', load: () => import('./panels/rules/rules-panel.js'), show: () => html`<rules-panel></rules-panel>` },
];

class PricingPage extends LitElement {
  #asked = false;
  #isNeeded = false;
  #canSignIn = document.querySelector('meta[name=sign-in]').content === 'yes';
  #shownPath = '';

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    languageEvents.addEventListener('language', () => this.requestUpdate());
    routeEvents.addEventListener('route', () => this.requestUpdate());
    keyEvents.addEventListener('asked', event => {
      this.#isNeeded = event.detail;
      this.#ask(true);
    });
    keyEvents.addEventListener('key', () => this.#ask(false));
  }

  render() {
    const { parts } = place();
    const panel = panels.find(one => one.name === (parts[0] ?? 'dates'));
    panel?.load();
    document.title = `${[...parts.slice(1), panel ? t(`nav.${panel.name}`) : t('state.nowhere')].join(' · ')} – PricingFunctions`;
    // A sheet of paper names at its head what it is of.
    document.documentElement.style.setProperty('--sheet', JSON.stringify(document.title));
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t('frame.skip')}</a>
      <header class="frame">
        <a class="brand" href=${to()}>PricingFunctions</a>
        <nav aria-label=${t('frame.panels')}>
          <ul>${panels.map(one => html`<li>
            <a href=${to(one.name)} aria-current=${one === panel ? 'page' : nothing}>${t(`nav.${one.name}`)}</a></li>`)}
          </ul>
        </nav>
        <settings-bar></settings-bar>
      </header>
      ${this.#canSignIn ? nothing : html`<p class="band" role="note">${t('frame.notForPublication')}</p>`}
      ${this.#asked ? html`<key-form ?needed=${this.#isNeeded}></key-form>` : nothing}
      <main id="main" tabindex="-1">${panel ? panel.show(parts.slice(1)) : html`<h1>${t('state.nowhere')}</h1>
        <p><a href=${to()}>${t('nav.dates')}</a></p>`}</main>
      <footer class="frame">
        <span>${t('frame.times')}</span>
        <span class="wide">${t('frame.source', { address: location.origin + location.pathname + location.search })}</span>
        <a href="api/openapi.json" target="_blank" rel="noopener">API</a>
        <span>${t('frame.version', { version: document.querySelector('meta[name=version]').content.slice(0, 16) })}</span>
      </footer>`;
  }

  // Who reads by ear or keyboard goes on at the panel that came, not at the link that is gone.
  updated() {
    const path = location.pathname;
    if (this.#shownPath && this.#shownPath !== path) {
      this.querySelector('main').focus({ preventScroll: true });
      scrollToPlace();
    }
    this.#shownPath = path;
  }

  #ask(asked) {
    this.#asked = asked;
    this.requestUpdate();
  }

  #skip(event) {
    event.preventDefault();
    document.querySelector('main').focus();
  }
}

applyTheme();
unfoldOnPaper();
followLinks();
customElements.define('pricing-page', PricingPage);
