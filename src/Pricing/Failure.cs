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

    /// <summary>The failure as far as it is good to show: what it repeats of the input is cut off.</summary>
    /// <param name="value">The most characters of the field's name and of the value.</param>
    /// <param name="reason">The most characters of the reason.</param>
    public Failure Shortened(int value, int reason) =>
        this with { Field = Cut(Field, value), Value = Cut(Value, value), Reason = Cut(Reason, reason) };

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
