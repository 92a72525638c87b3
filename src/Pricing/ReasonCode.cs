namespace Pricing;

/// <summary>Why an expected failure happened. The names are part of every stored failure and every report.</summary>
public enum ReasonCode
{
    /// <summary>A field's value is missing, malformed, or outside its allowed range.</summary>
    InvalidField,

    /// <summary>A value that looks like a percentage written as a fraction, or the like, and for which no reason is stated.</summary>
    ImplausibleValue,

    /// <summary>A column or property that the format does not define.</summary>
    UnknownField,

    /// <summary>A policy name that is neither shipped nor configured.</summary>
    UnknownPolicy,

    /// <summary>A market or security code for which no calendar or feed exists.</summary>
    UnsupportedMarket,

    /// <summary>The grant id is stored already, with other terms; or one that looks the same is.</summary>
    DuplicateGrant,

    /// <summary>An event names a grant that is not stored.</summary>
    UnknownGrant,

    /// <summary>An amendment names a version of a grant that is not stored.</summary>
    UnknownVersion,

    /// <summary>An event takes rights that are not outstanding by what is stored of its grant.</summary>
    RightsNotOutstanding,

    /// <summary>The storage does not take a row, whatever is wrong with it.</summary>
    StorageRefused,

    /// <summary>No close, and no base price of the next trading day, for the measurement date; or a volatility's window lacks too many closes.</summary>
    MissingPrice,

    /// <summary>The newest close is too many sessions old.</summary>
    StalePrice,

    /// <summary>A close that looks like an unadjusted split or an error of the source.</summary>
    SuspectPrice,

    /// <summary>No yield curve is dated the measurement date or shortly before it.</summary>
    NoCurve,

    /// <summary>The curve has no yield for the tenor that the policy asks for.</summary>
    NoTenor,

    /// <summary>No dividend record for the fiscal year that the policy asks for.</summary>
    MissingDividend,

    /// <summary>A feed refused the request for good: key, plan, path, certificate. It is not asked again.</summary>
    FeedRefused,

    /// <summary>A feed could not be reached, was too slow, or kept failing after the retries.</summary>
    FeedUnavailable,

    /// <summary>A feed's body or a file is not what its format promises.</summary>
    FeedMalformed,

    /// <summary>A feed answered, but what was asked for is not there (yet).</summary>
    NotPublished,

    /// <summary>A feed or a file states something else than what is stored, which stays; or two things that are stored contradict each other.</summary>
    ConflictingData,

    /// <summary>Something stored cannot be read; the field names where it stands.</summary>
    DamagedData,

    /// <summary>The program itself failed on this one thing; the reason is what it threw.</summary>
    ProgramError,

    /// <summary>Fewer returns in the window than the policy's minimum.</summary>
    TooFewReturns,

    /// <summary>The window between its two dates is shorter than the policy's minimum.</summary>
    WindowTooShort,

    /// <summary>No remaining period is left while the right can still be exercised.</summary>
    TermExhausted,

    /// <summary>The asked quantity is not determined by the inputs.</summary>
    NotDetermined,

    /// <summary>The terms of a grant do not say what an event makes of them.</summary>
    AmbiguousTerms,

    /// <summary>An event changes the terms of a grant by decision, and the decision is not stored.</summary>
    AdjustmentNotDecided,

    /// <summary>Something asked for needs a term that the grant does not state.</summary>
    TermsNotStated,

    /// <summary>An event names another event that is not stored, or that does not stand.</summary>
    UnknownEvent,

    /// <summary>An exercise outside the exercise period, or what comes too late behind its last day (release, section 5).</summary>
    RefusedBySection5,

    /// <summary>Rights that came by transfer, or an event of a holder who has none (release, sections 7 and 11, item 4).</summary>
    RefusedBySection7,

    /// <summary>An acquisition that the clause does not allow (release, section 8).</summary>
    RefusedBySection8,

    /// <summary>Successor rights that the clause does not provide for, or of rights that do not remain (release, section 9).</summary>
    RefusedBySection9,

    /// <summary>An exercise that delivers no share once the fraction is dropped (release, section 10).</summary>
    RefusedBySection10,

    /// <summary>An exercise, an inheritance or a lapse against the conditions of exercise (release, section 11).</summary>
    RefusedBySection11,

    /// <summary>A value that is provisional, or that failed, and is to be published.</summary>
    ValueNotFinal,

    /// <summary>An estimate before the grant date that is to be published.</summary>
    ValueEstimated,

    /// <summary>A value for management that is to be published for the books.</summary>
    ValueNotOfBooks,

    /// <summary>Made-up figures stand behind a value that is to be published.</summary>
    SyntheticInputs,

    /// <summary>Something about a value that is to be published is open; the field names what.</summary>
    OpenFlag,

    /// <summary>The number allotted is not confirmed, and the value is to be published.</summary>
    NumberNotConfirmed,

    /// <summary>Whether what a source said may be published is not confirmed.</summary>
    PublishingNotConfirmed,

    /// <summary>Nobody who signed in gave an input, and whoever proposes the value does not answer for it.</summary>
    InputNotNamed,

    /// <summary>Nothing vouches for the name of whoever proposes or decides.</summary>
    IdentityNotVerified,

    /// <summary>Whoever decides proposed it, or caused what is decided about.</summary>
    SameIdentity,

    /// <summary>Somebody else proposed what is to be taken back.</summary>
    NotProposer,

    /// <summary>A newer version of the value or of its terms stands, or it would come out otherwise of what is stored now.</summary>
    NotCurrent,

    /// <summary>The same figures, of the same inputs, are published already.</summary>
    AlreadyPublished,

    /// <summary>A publication of the same value for the same purpose waits, or was decided meanwhile.</summary>
    AlreadyDecided,

    /// <summary>What was shown to whoever approves is not what stands now.</summary>
    ShownHasChanged,

    /// <summary>No publication of this number was proposed, or none differs.</summary>
    UnknownPublication,

    /// <summary>Something is dated in a period that its issuer has closed; it waits until the period is opened again.</summary>
    AfterClosing,

    /// <summary>Something in a period that is to be closed is open: a run, a value, a proposal, a difference.</summary>
    PeriodNotSettled,

    /// <summary>No closing of this number stands.</summary>
    UnknownClosing,

    /// <summary>Whoever asks or sends has no role for it.</summary>
    NotAllowed,
}
