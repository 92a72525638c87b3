namespace Pricing.Pipeline.Valuations;

/// <summary>An error of the program on one grant, as that grant's failure.</summary>
internal static class ProgramError
{
    /// <summary>The failure.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="error">What the program threw.</param>
    public static Failure Of(string grantId, Exception error) =>
        new(ReasonCode.ProgramError, "grant_id", grantId, $"{error.GetType().Name}: {error.Message.Split('\n')[0].TrimEnd()}");
}
