import { html, nothing } from 'lit';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';

const roles = ['Reader', 'Preparer', 'Approver', 'Auditor', 'Administrator'];

/** Who may do what, which role whoever is at the page has, and what takes somebody who signed in. */
class WhoMay extends Part {
  #may = new May(this);

  render() {
    const { person } = this.#may;
    return html`${this.#may.signedIn()}
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
