import { html } from 'lit';
import { askForKey, key, setKey } from '../api/key.js';
import { language, setLanguage, t } from '../words/words.js';
import { Part } from './part.js';
import { setTheme, theme } from './theme.js';

/** Language, colours and key. */
class SettingsBar extends Part {
  render() {
    return html`<div class="settings" role="group" aria-label=${t('frame.settings')}>
      <button type="button" class="plain" lang=${language() === 'ja' ? 'en' : 'ja'} @click=${() => setLanguage(language() === 'ja' ? 'en' : 'ja')}>
        ${language() === 'ja' ? 'English' : '日本語'}</button>
      <label><span class="unseen">${t('frame.colours')}</span>
        <select @change=${event => setTheme(event.target.value)}>
          ${['auto', 'light', 'dark'].map(one => html`<option value=${one} ?selected=${theme() === one}>${t(`theme.${one}`)}</option>`)}
        </select></label>
      ${key() ? html`<button type="button" class="plain" @click=${() => setKey('')}>${t('key.forget')}</button>`
        : html`<button type="button" class="plain" @click=${() => askForKey(false)}>${t('key.type')}</button>`}
    </div>`;
  }

  load() {
    this.requestUpdate();
  }
}

customElements.define('settings-bar', SettingsBar);
