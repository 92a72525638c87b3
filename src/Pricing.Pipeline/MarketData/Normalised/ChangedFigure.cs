namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>A figure that is stated otherwise than it is stored.</summary>
/// <param name="Field">The figure.</param>
/// <param name="Stored">What is stored; <see cref="None"/> where nothing is.</param>
/// <param name="Stated">What is stated; <see cref="None"/> where nothing is.</param>
internal readonly record struct ChangedFigure(string Field, string Stored, string Stated)
{
    /// <summary>What stands for no figure.</summary>
    public const string None = "none";

    /// <summary>That the stored one was replaced: <c>3774 2013-07-05 close: 3340 -> 3300</c>.</summary>
    /// <param name="of">What it is a figure of, a word: the share, five characters, or another name.</param>
    /// <param name="date">The date that it is of.</param>
    public string ToReplaced(string of, DateOnly date) => $"{SecurityCode.Shown(of)} {DateText.Of(date)} {Field}: {Stored} -> {Stated}";

    /// <summary>That the stored one stays.</summary>
    /// <param name="what">What it is stored for.</param>
    public Failure ToConflict(string what) => new(ReasonCode.ConflictingData, Field, Stated, $"{Stored} is stored for {what} and stays");
}
