using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>The JSON of exported values, of which a table's columns alone are read, and of what is noted of tables.</summary>
[JsonSerializable(typeof(ColumnRow))]
[JsonSerializable(typeof(HeldDate))]
[JsonSerializable(typeof(DateCount))]
internal sealed partial class ColumnJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static ColumnJson Readable { get; } = new(ReadableJson.Options());
}
