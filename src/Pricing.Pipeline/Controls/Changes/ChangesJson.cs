using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Changes;

/// <summary>The JSON of changes of settings.</summary>
[JsonSerializable(typeof(SettingsChange))]
[JsonSerializable(typeof(SettingsChange.Sealed))]
[JsonSerializable(typeof(SettingsSnapshot.Nothing))]
internal sealed partial class ChangesJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static ChangesJson Readable { get; } = new(ReadableJson.Options());
}
