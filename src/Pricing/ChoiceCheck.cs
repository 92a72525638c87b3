namespace Pricing;

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
