using Azure.Core.Serialization;
using Microsoft.DurableTask;

namespace PricingFunctions.Tests.Durable;

/// <summary>The app's serializer where the Durable Task worker wants a converter, as Functions has it.</summary>
/// <param name="serializer">The serializer.</param>
internal sealed class SerializerConverter(ObjectSerializer serializer) : DataConverter
{
    public override string? Serialize(object? value) =>
        value is null ? null : serializer.Serialize(value, value.GetType(), default).ToString();

    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : serializer.Deserialize(BinaryData.FromString(data).ToStream(), targetType, default);
}
