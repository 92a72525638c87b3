using System.Globalization;
using System.Text.Json;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>Reads the fields of one row; the first that is not as the format promises is kept as the failure.</summary>
/// <param name="row">The row.</param>
internal sealed class JsonRow(JsonElement row)
{
    private const int MostCharactersShown = 40;

    public Failure? Failure { get; private set; }

    public string Text(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.String } value)
            return value.GetString()!;
        Refuse(name, "is no text");
        return "";
    }

    public DateOnly Date(string name)
    {
        if (OptionalDate(name) is { } date)
            return date;
        Refuse(name, "is no date yyyy-MM-dd");
        return default;
    }

    /// <summary>A date; null for null, an empty text or a dash.</summary>
    public DateOnly? OptionalDate(string name)
    {
        var value = Find(name);
        if (IsBlank(value))
            return null;
        if (value is { ValueKind: JsonValueKind.String }
            && DateOnly.TryParseExact(
                value.Value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse(name, "is no date yyyy-MM-dd");
        return null;
    }

    /// <summary>A number that decimals hold exactly enough; null for null, an empty text or a dash.</summary>
    public decimal? OptionalNumber(string name)
    {
        var value = Find(name);
        if (IsBlank(value))
            return null;
        if (value is { ValueKind: JsonValueKind.Number } && value.Value.TryGetDecimal(out var number))
            return DecimalText.Trim(number);
        Refuse(name, "is no number");
        return null;
    }

    public T Choice<T>(string name, Func<string, T?> choose)
        where T : struct
    {
        var value = Find(name);
        var text = value switch
        {
            { ValueKind: JsonValueKind.String } => value.Value.GetString()!,
            { ValueKind: JsonValueKind.Number } => value.Value.GetRawText(),
            _ => "",
        };
        if (choose(text) is { } choice)
            return choice;
        Refuse(name, "is none of the values that the format defines");
        return default;
    }

    public void Refuse(string name, string reason)
    {
        if (Failure is not null)
            return;
        var shown = Find(name)?.GetRawText() ?? "(absent)";
        Failure = new(
            ReasonCode.FeedMalformed,
            name,
            shown.Length <= MostCharactersShown ? shown : shown[..MostCharactersShown],
            reason);
    }

    private JsonElement? Find(string name)
    {
        if (row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value))
            return value;
        Failure ??= new(ReasonCode.FeedMalformed, name, "(absent)", "the row has no such field");
        return null;
    }

    private static bool IsBlank(JsonElement? value) => value is { ValueKind: JsonValueKind.Null }
        || (value is { ValueKind: JsonValueKind.String } && value.Value.GetString() is "" or "-");
}
