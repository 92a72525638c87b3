namespace PricingFunctions.Local.SampleFeed;

/// <summary>A dividend of the samples.</summary>
/// <param name="Code">The security code, five characters.</param>
/// <param name="IsFinal">Whether it is for the end of the fiscal year.</param>
/// <param name="RecordDate">The record date.</param>
/// <param name="ExDate">The ex-date.</param>
/// <param name="PerShare">Yen per share as declared.</param>
internal sealed record SampleDividend(
    string Code, bool IsFinal, DateOnly RecordDate, DateOnly ExDate, decimal PerShare);
