import { html } from 'lit';

/** A hash: its beginning on the screen, all of it on paper and to whoever points at it. */
export const hash = (text, digits = 12) => html`<span class="hash" title=${text}>${text.slice(0, digits)}<span class="rest">${text.slice(digits)}</span></span>`;
