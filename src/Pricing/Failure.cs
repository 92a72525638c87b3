namespace Pricing;

/// <summary>An expected failure, as data: which field, which value, and what is wrong with it.</summary>
/// <param name="Code">The reason, from a closed list.</param>
/// <param name="Field">The field's name as the user wrote it or would write it.</param>
/// <param name="Value">The offending value as it was read; empty where there was none.</param>
/// <param name="Reason">A sentence without a capital or a full stop, for people.</param>
public sealed record Failure(ReasonCode Code, string Field, string Value, string Reason)
{
    /// <summary><c>Code field=value: reason</c>, the form of every report.</summary>
    public override string ToString() => $"{Code} {Field}={Value}: {Reason}";
}
