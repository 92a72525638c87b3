import { html, nothing } from 'lit';
import { Loading } from '../../parts/loading.js';
import { me, roleInWords } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';

const roles = ['Reader', 'Preparer', 'Approver', 'Auditor', 'Administrator'];

/** Who may do what, which role whoever is at the page has, and what takes somebody who signed in. */
class WhoMay extends Part {
  #me = new Loading(this);

  load() {
    this.#me.ask(() => me());
  }

  render() {
    const person = this.#me.value;
    return html`${person?.isVerified ? html`<p>${t('publications.me', { name: person.name, roles: person.roles.map(roleInWords).join(t('price.and')) })}</p>` : nothing}
      ${table({
        caption: t('may.title'), quiet: true, mark: role => person?.isVerified && person.roles.some(held => held.split(':')[0] === role) ? 'chosen' : '', rows: roles, columns: [
          { label: t('may.role'), head: true, cell: role => t(`role.${role}`) }, { label: t('may.does'), cell: role => t(`roleMay.${role}`) },
        ] })}
      <p>${t('may.named')}</p>
      ${person && !person.hasSignIn ? html`<p class="becomes">${t('publications.noSignIn')} ${t('may.setUp')}</p>`
        : person && !person.isVerified ? html`<p class="becomes">${t('may.notSignedIn')}</p>` : nothing}`;
  }
}

customElements.define('who-may', WhoMay);
