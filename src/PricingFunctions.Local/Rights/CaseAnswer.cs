using System.Text.Json.Nodes;
using Pricing;

namespace PricingFunctions.Local.Rights;

/// <summary>What a command <c>right</c> answers.</summary>
/// <param name="Content">The answer, in the order in which it is read; null where it is refused.</param>
/// <param name="Failures">Why it is refused; empty where it is not.</param>
internal sealed record CaseAnswer(JsonObject? Content, IReadOnlyList<Failure> Failures)
{
    /// <summary>An outcome as an answer.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="outcome">The outcome.</param>
    /// <param name="write">Writes it.</param>
    public static CaseAnswer Of<T>(Outcome<T> outcome, Func<T, JsonObject> write) =>
        outcome.TryGet(out var value) ? new(write(value), []) : new(null, outcome.Failures);
}
