// Valuations of dates, as the API answers them.
import { t } from '../words/words.js';

/** Whether nobody asked for it: the date was due. Somebody may state that word as a reason, but has an identity. */
export const isScheduled = run => run.reason === 'scheduled' && !run.askedByIdentity;

/** Why it was made. */
export const whyOf = run => isScheduled(run) ? t('dates.scheduled') : run.reason;

/** Who asked for it. */
export const askerOf = run => isScheduled(run) ? t('dates.scheduled') : run.askedBy;

/** Which it is: its date and version. */
export const keyOf = run => `${run.date} ${run.version}`;

/** Whether both are the same valuation, however far it is in each. */
export const isSame = (one, other) => one?.date === other?.date && one?.version === other?.version;

/** Whether it has not come to its end. */
export const isOpen = run => run.status === 'Requested' || run.status === 'Running';
