namespace Pricing.Pipeline.Intake.Records;

/// <summary>One failure of one row, a line of <c>rejects.ndjson</c>.</summary>
/// <param name="Line">The row's place in the file.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">Its value.</param>
/// <param name="Code">The reason's code.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record Reject(int Line, string Field, string Value, string Code, string Reason);
