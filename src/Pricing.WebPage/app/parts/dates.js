// Dates and times stay whole where a line ends.
import { html } from 'lit';

const date = /(\d{4}-\d{2}-\d{2}(?:[ \u00a0]\d{2}:\d{2}[ \u00a0]JST)?)/;

/** A text whose dates and times are not parted at the end of a line; anything else as it is. */
export const wholeDates = text => typeof text === 'string' && date.test(text)
  ? text.split(date).map((part, number) => number % 2 === 1 ? html`<span class="together">${part}</span>` : part) : text;
