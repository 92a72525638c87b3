// Which stored grant what stands in the fields began with, and whether something was changed by typing since.
import { t } from '../../words/words.js';

/** A grant as a person knows it. */
export const nameOf = grant => `${grant.issuer} ${grant.grantId}`;

/** What typing adds to the fields. */
export const sinceBegun = { isChanged: 'yes' };

/** Whether the fields are no longer those of the grant that they began with. */
export const isChanged = ({ begun, isChanged: since }) => Boolean(begun && since);

/** The grant that the fields began with, and that they changed since, where they did. */
export const begunWith = of => isChanged(of) ? t('price.changedSince', { grant: of.begun }) : of.begun;
