using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Grants.Life;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Settlements;

/// <summary>Settlements as they are stored: JSON on one line, the same text for the same settlement.</summary>
public static class SettlementText
{
    /// <summary>Writes one.</summary>
    /// <param name="settlement">The settlement.</param>
    public static string Write(EventSettlement settlement) =>
        JsonSerializer.Serialize(settlement, SettlementJson.Compact.EventSettlement);

    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="DamagedContentException">Not what <see cref="Write"/> makes.</exception>
    public static EventSettlement Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, SettlementJson.Compact.EventSettlement)
                ?? throw new DamagedContentException("settlement", "is empty");
        }
        catch (JsonException damage)
        {
            throw new DamagedContentException("settlement", $"cannot be read: {damage.Message}");
        }
    }
}

/// <summary>The JSON of settlements and of what is shown with them.</summary>
[JsonSerializable(typeof(EventSettlement))]
[JsonSerializable(typeof(GrantLife))]
[JsonSerializable(typeof(IReadOnlyList<ProposedLapse>))]
public sealed partial class SettlementJson : JsonSerializerContext
{
    /// <summary>On one line.</summary>
    public static SettlementJson Compact { get; } = new(Of(isIndented: false));

    /// <summary>For people, over several lines.</summary>
    public static SettlementJson Indented { get; } = new(Of(isIndented: true));

    private static JsonSerializerOptions Of(bool isIndented)
    {
        var options = ReadableJson.Options();
        options.WriteIndented = isIndented;
        return options;
    }
}
