import { html, nothing } from 'lit';
import { address, ask, get } from '../../api/client.js';
import { hash } from '../../parts/hash.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { place } from '../../parts/router.js';
import { shown } from '../../parts/states.js';
import { facts, table } from '../../parts/table.js';
import { has, t, word } from '../../words/words.js';
import './host-settings.js';
import './who-may.js';

/** The calculation rules side by side, and how the host is. */
class RulesPanel extends Part {
  #policies = new Loading(this);
  #health = new Loading(this);
  #sources = new Loading(this);
  #isLed = false;

  load() {
    this.#policies.ask(signal => get(address('policies'), signal)).then(() => this.updateComplete).then(() => this.#lead());
    this.#sources.ask(signal => get(address('sources'), signal));
    this.#health.ask(async signal => {
      const begun = performance.now();
      const response = await ask(new URL('health', document.baseURI), { signal });
      return { text: await response.text(), milliseconds: Math.round(performance.now() - begun), storage: response.headers.get('x-storage-blobs'), folder: response.headers.get('x-data-folder') };
    });
  }

  // Whoever comes from a value asks for this part, and it has its place once what is above it is shown. Who read on since stays where they are.
  #lead() {
    const title = ['final', 'who'].includes(place().parts[1]) ? this.querySelector(`#${place().parts[1]}-title`) : undefined;
    if (this.#isLed || !title) return;
    this.#isLed = true;
    title.focus({ preventScroll: true });
    title.scrollIntoView();
  }

  render() {
    return html`<h1>${t('nav.rules')}</h1>
      <section aria-labelledby="policies-title"><h2 id="policies-title">${t('rules.title')}</h2><p>${t('rules.about')}</p>
        ${shown(this.#policies, policies => this.#rules(policies), () => this.load())}</section>
      <section aria-labelledby="final-title"><h2 id="final-title" tabindex="-1">${t('final.title')}</h2><p>${t('final.rule')}</p>
        <ul>${['grantDate', 'provisional', 'later', 'estimate', 'kept'].map(one => html`<li>${t(`final.${one}`)}</li>`)}</ul></section>
      <section aria-labelledby="who-title"><h2 id="who-title" tabindex="-1">${t('may.title')}</h2><who-may></who-may></section>
      <section aria-labelledby="health-title"><h2 id="health-title">${t('rules.health')}</h2>
        ${shown(this.#health, health => facts([
          [t('rules.host'), html`<span class="chip good">${t('rules.answers')}</span> ${t('rules.in', { milliseconds: health.milliseconds })}`],
          [t('rules.storage'), health.storage], [t('rules.folder'), health.folder ? html`${hash(health.folder)} <small>${t('rules.folderAbout')}</small>` : ''], [t('rules.version'), document.querySelector('meta[name=version]').content],
        ], { wide: true }), () => this.load())}</section>
      <section aria-labelledby="feeds-title"><h2 id="feeds-title">${t('rules.sources')}</h2>${shown(this.#sources, sources => table({
        caption: t('rules.sources'), quiet: true, rows: sources, columns: [
          { label: t('sources.feed'), head: true, cell: source => word('feed', source.feed) },
          { label: t('rules.gives'), cell: source => word('gives', source.feed) },
          { label: t('rules.licence'), cell: source => html`${word('licence', source.licence)} ${source.address ? html`<br><small>${source.address}</small>` : nothing}` },
          { label: t('rules.mayPublish'), cell: source => source.mayPublish
            ? html`<span class="chip good">${t('files.yes')}</span> <small>${[source.confirmedBy, source.confirmedOn].filter(Boolean).join(', ')}</small>` : html`<span class="chip open">${t('rules.notConfirmed')}</span>` },
        ] }), () => this.load())}</section>
      <section aria-labelledby="settings-title"><h2 id="settings-title">${t('settings.title')}</h2><host-settings></host-settings></section>`;
  }

  #rules(policies) {
    const names = Object.keys(policies[0].settings);
    return html`<p class="quiet">${t('rules.marked')}</p>${table({
      caption: t('rules.caption'), quiet: true, mark: row => row.differs ? 'differs' : '', rows: [
        { name: t('field.version'), cell: policy => policy.version },
        { name: t('rules.shipped'), cell: policy => policy.isShipped ? t('files.yes') : t('rules.own') },
        ...names.map(name => ({
          name: has(`setting.${name}`) ? t(`setting.${name}`) : name, differs: new Set(policies.map(policy => policy.settings[name])).size > 1, cell: policy => text(policy.settings[name]),
        })),
        { name: t('rules.hash'), cell: policy => hash(policy.hash) },
      ],
      columns: [
        { label: t('rules.setting'), head: true, cell: row => html`${row.name}${row.differs ? html` <span class="chip open">${t('rules.differs')}</span>` : nothing}` },
        ...policies.map(policy => ({ label: policy.name === place().query.get('rules') ? html`<mark>${policy.name}</mark>` : policy.name, cell: policy && (row => row.cell(policy)) })),
      ],
    })}`;
  }
}

const text = value => value === '' ? t('settingValue.unit') : has(`settingValue.${value}`) ? t(`settingValue.${value}`) : value;

customElements.define('rules-panel', RulesPanel);
