namespace Pricing.Pipeline.Orchestration;

/// <summary>
/// An activity's tries are used up. Every engine says so by this exception and no other, so that an orchestration can
/// go on from it. What the message says is stored and travels, so it is one short line.
/// </summary>
public sealed class ActivityFailedException : Exception
{
    private const int LongestReason = 400;

    private ActivityFailedException(string message, Exception failure)
        : base(message, failure)
    {
    }

    /// <summary>An activity failed.</summary>
    /// <param name="activity">Its name.</param>
    /// <param name="reason">What it threw the last time.</param>
    /// <param name="failure">How the engine says it.</param>
    public static ActivityFailedException Of(string activity, string reason, Exception failure) =>
        new(OneLine($"{activity}: {reason}"), failure);

    /// <summary>An activity failed in an orchestration below, and its exception came through the engine.</summary>
    /// <param name="message">The message of that exception.</param>
    /// <param name="failure">How the engine says it.</param>
    public static ActivityFailedException FromBelow(string message, Exception failure) => new(OneLine(message), failure);

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestReason ? line : line[..LongestReason];
    }
}
