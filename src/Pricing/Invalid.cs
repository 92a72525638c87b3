using System.Globalization;

namespace Pricing;

/// <summary>Makes the commonest failure, <see cref="ReasonCode.InvalidField"/>.</summary>
internal static class Invalid
{
    public static Failure Field(string field, string value, string reason) =>
        new(ReasonCode.InvalidField, field, value, reason);

    public static Failure Field(string field, decimal value, string reason) => Field(field, Text.Of(value), reason);

    public static Failure Field(string field, DateOnly value, string reason) => Field(field, Text.Of(value), reason);

    public static Failure Field(string field, DateWindow value, string reason) => Field(field, value.ToString(), reason);

    public static Failure Field(string field, Ratio value, string reason) => Field(field, value.ToString(), reason);
}

/// <summary>Refuses a number cast to a choice that has no such value.</summary>
internal static class ChoiceCheck
{
    public static IEnumerable<Failure> Failures<T>(string field, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            yield return Invalid.Field(field, value.ToString(), $"is no {typeof(T).Name}");
    }
}

/// <summary>Values as failures show them.</summary>
internal static class Text
{
    public static string Of(DateOnly date) => DateText.Of(date);

    public static string Of<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
