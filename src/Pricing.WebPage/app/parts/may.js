// What whoever is at the page may do, as the host says it: a form that would only be refused is not offered, and it is said why.
import { html, nothing } from 'lit';
import { address, get } from '../api/client.js';
import { keyEvents } from '../api/key.js';
import { t } from '../words/words.js';
import { to } from './router.js';

// Which role each act takes, and whether it bears the name of somebody who signed in.
const acts = {
  prepare: { role: 'Preparer' },
  accept: { role: 'Approver' },
  propose: { role: 'Preparer', isNamed: true },
  decide: { role: 'Approver', isNamed: true },
};

// An administrator sees no values.
const readers = ['Reader', 'Preparer', 'Approver', 'Auditor'];

let asked;
keyEvents.addEventListener('key', () => { asked = undefined; });

/** Who is at the page; undefined where the host does not say it, as until a key is typed. Asked once for all parts. */
export const me = () => asked ??= get(address('me')).catch(() => {
  asked = undefined;
});

// A role of `/api/me`, which is for one issuer or for all, in words.
function roleInWords(role) {
  const [name, ...issuer] = role.split(':');
  return issuer.length === 0 ? t(`role.${name}`) : t('role.of', { role: t(`role.${name}`), issuer: issuer.join(':') });
}

/** What the forms of a part need; its host is drawn again once that is known. */
export class May {
  #host;
  #me;
  #isKnown = false;
  #ask = async () => {
    this.#me = await me();
    this.#isKnown = true;
    this.#host.requestUpdate();
  };

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    keyEvents.addEventListener('key', this.#ask);
    this.#ask();
  }

  hostDisconnected() {
    keyEvents.removeEventListener('key', this.#ask);
  }

  /** Who is at the page, as the host says it; undefined until that is known, and where it does not say it. */
  get person() {
    return this.#me;
  }

  /** The identity of whoever signed in; undefined where nobody did, or nobody knows. */
  get identity() {
    return this.#me?.isVerified ? this.#me.identity : undefined;
  }

  /** Whoever signed in, by name and roles; nothing where nobody did. */
  signedIn() {
    return this.#me?.isVerified ? html`<p>${t('publications.me', { name: this.#me.name, roles: this.#me.roles.map(roleInWords).join(t('price.and')) })}</p>` : nothing;
  }

  /**
   * Whether something can be done. Where the host does not say who asks, it says so to the form.
   * @param {keyof acts} act
   * @param {string} [issuer] of which issuer; any, where it is left out
   */
  can(act, issuer) {
    if (!this.#me) return this.#isKnown;
    const { role, isNamed } = acts[act];
    return (!isNamed || this.#me.isVerified) && this.#me.roles.some(held => held === role || (issuer === undefined ? held.startsWith(`${role}:`) : held === `${role}:${issuer}`));
  }

  /** Whether they see what is of all issuers; not until that is known. */
  get seesAll() {
    return this.#me ? this.#me.roles.some(role => readers.includes(role)) : this.#isKnown;
  }

  /** For which issuers something can be done; undefined for all, and where the host does not say who asks. @param {keyof acts} act */
  issuersFor(act) {
    const { role } = acts[act];
    return !this.#me || this.#me.roles.includes(role) ? undefined : this.#me.roles.filter(held => held.startsWith(`${role}:`)).map(held => held.slice(role.length + 1));
  }

  /** A form where it works; else why not. @param {keyof acts} act @param {string | undefined} issuer @param {() => unknown} form */
  offer(act, issuer, form) {
    return this.can(act, issuer) ? form() : this.why(act, issuer);
  }

  /** Why something cannot be done, and where it is explained; nothing where it can, and until that is known. */
  why(act, issuer) {
    if (!this.#me || this.can(act, issuer)) return nothing;
    const { role, isNamed } = acts[act];
    const sentence = !isNamed || this.#me.isVerified ? t(issuer === undefined ? 'may.noRole' : 'may.noRoleOf', { role: t(`role.${role}`), issuer })
      : t(this.#me.hasSignIn ? 'may.notSignedIn' : 'may.noSignIn');
    return html`<p class="becomes">${sentence} <a href=${to('rules', 'who')}>${t('may.title')}</a></p>`;
  }
}
