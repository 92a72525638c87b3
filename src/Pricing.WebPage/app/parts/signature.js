// Why something is changed, and who changes it. Whoever signed in is named by the sign-in, and asked for no name.
import { html, nothing } from 'lit';
import { t } from '../words/words.js';

// What the API takes of each.
const longestReason = 200;
const longestName = 100;

/** The longest reason of a decision about what is published or closed. */
export const longestOfDecision = 2000;

const isSignedIn = () => new URL(document.baseURI).pathname.endsWith('/signed-in/');

/** A reason. @param {{label?: string, placeholder?: string, name?: string, longest?: number, optional?: boolean, value?: string}} [of] */
export const reason = ({ label = t('ask.reason'), placeholder, name = 'reason', longest = longestReason, optional, value } = {}) => html`<label class="grow">${label}
  <input name=${name} ?required=${!optional} maxlength=${longest} placeholder=${placeholder ?? nothing} value=${value ?? nothing}></label>`;

/** Who asks, where nobody signed in. @param {{label?: string, name?: string, optional?: boolean}} [of] */
export const who = ({ label = t('ask.who'), name = 'askedBy', optional } = {}) => isSignedIn() ? nothing : html`<label>${label}
  <input name=${name} ?required=${!optional} maxlength=${longestName} autocomplete="name"></label>`;

/** A reason, and who gives it. @param {{label?: string, placeholder?: string, value?: string}} [of] the reason that is proposed */
export const signature = ({ label, placeholder, value } = {}) => html`${reason({ placeholder, value })} ${who({ label })}`;

/** What stands in the fields of a form. */
export const fieldsOf = form => Object.fromEntries(new FormData(form));
