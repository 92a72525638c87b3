// Why something is changed, and who changes it. Whoever signed in is named by the sign-in, and asked for no name.
import { html, nothing } from 'lit';
import { t } from '../words/words.js';

// What the API takes of each.
const longestReason = 200;
const longestName = 100;

/** The longest reason of a decision about what is published or closed. */
export const longestOfDecision = 2000;

// Whoever typed a name in this tab is asked for it with that name; it is kept in no storage.
let typedName = '';

const isSignedIn = () => new URL(document.baseURI).pathname.endsWith('/signed-in/');

/** A reason. @param {{label?: string, placeholder?: string, name?: string, longest?: number, optional?: boolean, value?: string}} [of] value: what is proposed */
export const reason = ({ label = t('ask.reason'), placeholder, name = 'reason', longest = longestReason, optional, value } = {}) => html`<label class="grow">${label}
  <input name=${name} ?required=${!optional} maxlength=${longest} placeholder=${placeholder ?? nothing} value=${value?.slice(0, longest) ?? nothing}></label>`;

/** Who asks, where nobody signed in. @param {{label?: string, name?: string, optional?: boolean}} [of] */
export const who = ({ label = t('ask.who'), name = 'askedBy', optional } = {}) => isSignedIn() ? nothing : html`<label>${label}
  <input name=${name} ?required=${!optional} maxlength=${longestName} autocomplete="name" value=${typedName || nothing}></label>`;

/** A reason, and who gives it. @param {{label?: string, placeholder?: string, reason?: string}} [of] reason: what is proposed */
export const signature = ({ label, placeholder, reason: why } = {}) => html`${reason({ placeholder, value: why })} ${who({ label })}`;

/** What is proposed where somebody stops what goes on meanwhile; who that is, only whoever does it knows. */
export const ofStopping = () => ({ reason: t('open.why') });

/** What stands in the fields of a form. */
export function fieldsOf(form) {
  const fields = Object.fromEntries(new FormData(form));
  typedName = fields.askedBy || fields.who || typedName;
  return fields;
}
