using System.Globalization;

namespace Pricing.Pipeline.Valuations;

/// <summary>Turns the texts of fields into values, and collects what is wrong with them.</summary>
internal sealed class PriceFields(Func<string, string?> field)
{
    private readonly List<Failure> failures = [];

    public IReadOnlyList<Failure> Failures => failures;

    public decimal Decimal(string name, decimal otherwise)
    {
        var text = Text(name);
        switch (ExactDecimal.Parse(text, out var value))
        {
            case DecimalText.Exact:
                return value;
            case DecimalText.Inexact:
                Fail(name, text, "would be rounded: a decimal holds 28 digits");
                return otherwise;
            default:
                Fail(name, text, text.Length == 0 ? "is missing" : "is not a decimal number");
                return otherwise;
        }
    }

    public double? OptionalDouble(string name, double otherwise)
    {
        var text = Text(name);
        if (text.Length == 0)
            return null;

        if (ExactDecimal.Parse(text, out _) == DecimalText.NotANumber)
        {
            Fail(name, text, "is not a decimal number");
            return otherwise;
        }

        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value))
            return value;

        Fail(name, text, "is too large");
        return otherwise;
    }

    public T Known<T>(string name, Func<string, Outcome<T>> find, T otherwise)
    {
        var found = find(Text(name));
        failures.AddRange(found.Failures);
        return found.TryGet(out var value) ? value : otherwise;
    }

    private string Text(string name) => field(name)?.Trim() ?? "";

    private void Fail(string name, string text, string reason) =>
        failures.Add(new(ReasonCode.InvalidField, name, text, reason));
}
