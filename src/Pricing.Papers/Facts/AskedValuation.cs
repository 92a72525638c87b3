namespace Pricing.Papers.Facts;

/// <summary>Why a date was valued.</summary>
/// <param name="Reason">The reason that was given.</param>
/// <param name="By">Who asked.</param>
/// <param name="IsScheduled">Whether nobody asked: the date was due.</param>
public sealed record AskedValuation(string Reason, string By, bool IsScheduled);
