namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>
/// The failure of an answer in pages that does not come to an end. Every page is archived, so a feed that gives one such
/// answer is not asked on.
/// </summary>
internal static class EndlessAnswer
{
    private const string Field = "pagination_key";

    /// <summary>The failure.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="reason">How it showed.</param>
    public static Failure Of(string question, string reason) => new(ReasonCode.FeedMalformed, Field, question, reason);

    /// <summary>Whether one of an answer's failures is this one.</summary>
    /// <param name="failures">The failures.</param>
    public static bool IsAmong(IEnumerable<Failure> failures) =>
        failures.Any(failure => failure is { Code: ReasonCode.FeedMalformed, Field: Field });
}
